package dev.heddle.worker;

import dev.heddle.internal.Text;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a pool, and who wakes whom.
 *
 * <p>Who is woken, and when, is decided by the {@link Rota}.
 */
final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final int FRAMES = 12;

    private final LocalPool pool;
    private final boolean virtual;
    private final Thread starter;

    private final Set<LocalWorker> workers = ConcurrentHashMap.newKeySet();
    private final Rota<LocalWorker> rota;
    private final AtomicInteger hired = new AtomicInteger();

    Crew(LocalPool pool, boolean virtual) {
        this.pool = pool;
        this.virtual = virtual;
        this.rota = new Rota<>(() -> pool.callsWait() || pool.isClosed());
        this.starter =
                Thread.ofPlatform().daemon().name(pool.name() + "-starter").unstarted(this::hire);
    }

    /** Platform threads are there from the start; virtual ones come as they are needed. */
    void start() {
        if (virtual) {
            // By a thread of its own: a virtual thread started in a task would stay on its loop.
            starter.start();
            return;
        }
        for (int i = 0; i < pool.settings().size(); i++) {
            hired.incrementAndGet();
            rota.joins();
            startWorker();
        }
    }

    private void hire() {
        var sized = pool.settings().size();
        while (!pool.isClosed()) {
            if (hired.get() < sized && rota.isDeserted() && pool.callsWait()) {
                hired.incrementAndGet();
                rota.joins();
                startWorker();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void startWorker() {
        var worker = new LocalWorker(pool, this);
        String name = pool.name() + "-" + hired.get();
        var thread =
                virtual
                        ? Thread.ofVirtual().name(name).unstarted(worker)
                        : Thread.ofPlatform().daemon().name(name).unstarted(worker);
        worker.isRunBy(thread);
        workers.add(worker);
        thread.start();
    }

    // --- waking -----------------------------------------------------------------------------

    /** Called after a call was added. */
    void callWaits() {
        var next = rota.toWake();
        if (next != null) {
            next.wake();
        } else if (virtual && !rota.isSearched() && hired.get() < pool.settings().size()) {
            LockSupport.unpark(starter);
        }
    }

    /** A worker that searched has a call: the next one may be needed, too. */
    void found() {
        if (rota.found()) {
            callWaits();
        }
    }

    /**
     * Rests a worker until it is woken, by which it searches; at once if there is a call after all.
     */
    void rest(LocalWorker worker, boolean searched) {
        if (rota.mayRest(worker, searched)) {
            worker.awaitWake();
        }
    }

    void gone(LocalWorker worker, boolean searched) {
        workers.remove(worker);
        hired.decrementAndGet();
        if (searched) {
            rota.leaves();
        }
    }

    // --- ending -----------------------------------------------------------------------------

    void close() {
        LockSupport.unpark(starter);
        workers.forEach(LocalWorker::close);
        for (var worker = rota.anyResting(); worker != null; worker = rota.anyResting()) {
            worker.wake();
        }
        if (!Home.isLoopThread() && !Nesting.isWithin(pool)) {
            awaitGone();
        }
    }

    private void awaitGone() {
        long end = Ticker.systemTicker().nanoTime() + Home.nanos(pool.settings().closeGrace());
        boolean interrupted = false;
        for (var worker : workers) {
            interrupted |= join(worker.thread(), end);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        var stay = workers.stream().filter(worker -> worker.thread().isAlive()).toList();
        if (!stay.isEmpty()) {
            LOG.warn(
                    "{} closed, but {} of its threads did not end within {} of being interrupted:\n{}",
                    pool.name(),
                    stay.size(),
                    Text.of(pool.settings().closeGrace()),
                    describe(stay));
        }
    }

    /** Waits whatever interrupts it, since the grace period ends anyway; true if something did. */
    private static boolean join(Thread thread, long end) {
        boolean interrupted = false;
        while (true) {
            try {
                long left = end - Ticker.systemTicker().nanoTime();
                var _ = thread.join(Duration.ofNanos(Math.max(0, left)));
                return interrupted;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
    }

    private static String describe(List<LocalWorker> stay) {
        return stay.stream()
                .flatMap(worker ->
                        Stream.concat(
                                Stream.of(worker.toString()),
                                Arrays.stream(worker.thread().getStackTrace())
                                        .limit(FRAMES)
                                        .map(frame -> "    at " + frame)))
                .collect(Collectors.joining("\n"));
    }

    int size() {
        return workers.size();
    }

    int running() {
        return (int) workers.stream().filter(LocalWorker::isRunning).count();
    }
}
