package dev.heddle.worker;

import dev.heddle.internal.Text;
import dev.heddle.internal.process.Death;
import dev.heddle.internal.process.Outgoing;
import dev.heddle.internal.process.WorkerDirectories;
import dev.heddle.internal.process.WorkerSettings;
import dev.heddle.internal.wire.WorkRef;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A pool of processes: which of them work, which stand by, and who replaces whom. What it starts
 * and kills it does on a thread of its own, since both take milliseconds.
 */
final class ProcessPoolImpl extends BasePool implements ProcessPool {
    /**
     * Where results go that are delivered on no loop: not on the thread that reads the answers, as
     * a subscriber may block there; nor on the threads that Reactor keeps for what blocks, few as
     * these are, since all of them may just wait for such results.
     */
    static final Scheduler RESULTS =
            Schedulers.newBoundedElastic(1_000, Integer.MAX_VALUE, "heddle-results", 60, true);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 7;
    private static final Duration REPLACEMENT_PAUSE = Duration.ofMillis(20);

    /** A call that went down with so many workers without having begun is at fault after all. */
    private static final int MOST_LOSSES = 3;

    private final ProcessSettings processSettings;
    private final WorkerDirectories directories;
    private final WorkerSettings workerSettings;
    private final Quarantine quarantine;
    private final ScheduledThreadPoolExecutor housekeeper;
    private final CountDownLatch gone = new CountDownLatch(1);

    private final AtomicLong callIds = new AtomicLong();
    private final AtomicInteger names = new AtomicInteger();
    private final Set<ProcessWorker> active = ConcurrentHashMap.newKeySet();

    private final Idle<ProcessWorker> idle = new Idle<>(this::callsWait);

    // Guarded by this.
    private final List<ProcessWorker> spares = new ArrayList<>();
    private final List<ProcessWorker> all = new ArrayList<>();
    private int starting;
    private int failedStarts;
    private boolean ended;

    private ProcessPoolImpl(
            Settings settings, ProcessSettings processSettings, WorkerDirectories directories) {
        super(settings);
        this.processSettings = processSettings;
        this.directories = directories;
        this.workerSettings = processSettings.forWorkers(directories, settings.niceness());
        this.quarantine = new Quarantine(processSettings.quarantineAfter());
        this.housekeeper =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform()
                                .daemon()
                                .name(settings.name() + "-housekeeper")
                                .factory());
        this.housekeeper.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    static ProcessPoolImpl open(Settings settings, ProcessSettings processSettings) {
        processSettings.check();
        try {
            var pool =
                    new ProcessPoolImpl(settings, processSettings, processSettings.directories());
            pool.housekeeping(pool::startWhatIsMissing);
            return pool;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the pool " + settings.name() + " cannot make its directories", e);
        }
    }

    // --- submitting -------------------------------------------------------------------------

    @Override
    public <I, O> Mono<O> submit(Work<? super I, ? extends O> work, I input, CallOptions options) {
        // Here and not at the subscription: what cannot travel is a mistake in this line.
        var _ = WorkRef.of(work);
        return super.submit(work, input, options);
    }

    @Override
    public <I, O> Flux<O> map(Work<? super I, ? extends O> work, Publisher<? extends I> inputs) {
        var _ = WorkRef.of(work);
        return super.map(work, inputs);
    }

    @Override
    public <I, O> Flux<O> mapSequential(
            Work<? super I, ? extends O> work, Publisher<? extends I> inputs) {
        var _ = WorkRef.of(work);
        return super.mapSequential(work, inputs);
    }

    @Override
    void accept(Call<?> call) {
        int deaths = quarantine.verdict(Works.name(call), call.input(), now());
        if (deaths > 0) {
            meter().rejected();
            throw WorkerFailures.quarantined(call, deaths);
        }
        super.accept(call);
    }

    @Override
    void callWaits() {
        var worker = idle.next();
        while (worker != null) {
            worker.fill();
            // If it ended meanwhile, the wake-up is for the next one.
            worker = worker.isOpen() ? null : idle.next();
        }
    }

    long nextCallId() {
        return callIds.incrementAndGet();
    }

    Outgoing outgoing(long id, Call<?> call) {
        var context = call.context.byName(workerSettings.codec()::allows);
        if (call.work instanceof Batch batch) {
            var work = WorkRef.of(batch.work());
            var inputs = batch.inputs(call.input(), work);
            return new Outgoing(id, work, true, context, inputs);
        }
        var work = WorkRef.of(call.work);
        return new Outgoing(id, work, false, context, work.input(call.work, call.input()));
    }

    // --- workers that have nothing to do ----------------------------------------------------

    Idle<ProcessWorker> idle() {
        return idle;
    }

    /** A call that waits behind another in some worker, for one that has none. */
    @Nullable Call<?> steal(ProcessWorker thief) {
        for (var worker : active) {
            var call = worker == thief ? null : worker.giveLast();
            if (call != null) {
                call.movesTo(thief);
                return call;
            }
        }
        return null;
    }

    // --- what becomes of calls --------------------------------------------------------------

    void returned(Call<?> call, long runNanos) {
        meter().ran(call.ageNanos() - runNanos, runNanos);
        quarantine.returned(Works.name(call), call.input());
    }

    /** A call comes back from a worker on which it has not begun. */
    void takeBack(Call<?> call) {
        if (call.giveBack()) {
            waitAgain(call);
        } else {
            ended(call);
        }
    }

    /** A worker died with a call that had not begun, and with none that had. */
    void diedBefore(Call<?> call) {
        if (call.lost() < MOST_LOSSES) {
            takeBack(call);
        } else {
            call.fail(WorkerFailures.sentInVain(call, MOST_LOSSES));
            ended(call);
        }
    }

    void diedRunning(Call<?> call, Death death) {
        if (death.kind() != Death.Kind.KILLED) {
            quarantine.died(Works.name(call), call.input(), now());
        }
        call.fail(WorkerFailures.ofDeath(call, death));
        ended(call);
    }

    @Override
    void stop(Call<?> call, String reason) {
        var tried = call.worker();
        while (tried instanceof ProcessWorker worker && !worker.stop(call, reason)) {
            var now = call.worker();
            if (now == tried) {
                return; // it has just returned
            }
            tried = now;
        }
    }

    @Override
    String wayToStop() {
        return "its process was killed";
    }

    // --- starting and replacing -------------------------------------------------------------

    void housekeeping(Runnable job) {
        try {
            housekeeper.execute(job);
        } catch (RejectedExecutionException _) {
            // The pool is gone, and its workers with it.
        }
    }

    private void startWhatIsMissing() {
        while (!isClosed() && takePlace()) {
            // Known here before its listener can say that it is gone.
            synchronized (this) {
                all.add(new ProcessWorker(this, name() + "-" + names.incrementAndGet()));
            }
        }
    }

    private synchronized boolean takePlace() {
        if (starting + active.size() + spares.size() >= places()) {
            return false;
        }
        starting++;
        return true;
    }

    private int places() {
        return settings().size() + processSettings.spares();
    }

    void ready(ProcessWorker worker) {
        boolean works;
        synchronized (this) {
            starting--;
            failedStarts = 0;
            works = active.size() < settings().size();
            if (works) {
                active.add(worker);
            } else {
                spares.add(worker);
            }
        }
        if (works) {
            worker.fill();
        } else {
            worker.rehearse();
        }
    }

    /** Whether it is no spare. */
    boolean works(ProcessWorker worker) {
        return active.contains(worker);
    }

    void startFailed(ProcessWorker worker, Throwable why) {
        int failed;
        boolean nobody;
        synchronized (this) {
            all.remove(worker);
            starting--;
            failed = ++failedStarts;
            // Another that starts may be luckier, but calls do not wait for ever new ones.
            boolean noHope = starting == 0 || failed >= places();
            nobody = active.isEmpty() && spares.isEmpty() && noHope;
        }
        if (nobody && !isClosed()) {
            LOG.warn("the pool {} has no worker: {}", name(), why.getMessage());
            failWaiting(call -> WorkerFailures.startFailed(call, why));
        }
        long pause = FIRST_PAUSE.toMillis() << Math.min(failed - 1, MOST_DOUBLINGS);
        startSoon(pause);
        endWhenLast();
    }

    private void startSoon(long millis) {
        try {
            var _ = housekeeper.schedule(this::startWhatIsMissing, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // The pool is gone.
        }
    }

    /** A worker is worn out: a spare takes over. */
    void replace(ProcessWorker worker) {
        if (leave(worker)) {
            worker.retire();
        }
    }

    /** A worker is about to end: a spare takes over, before that one is buried. */
    void lost(ProcessWorker worker) {
        var _ = leave(worker);
    }

    void died(ProcessWorker worker) {
        lost(worker);
        synchronized (this) {
            all.remove(worker);
        }
        endWhenLast();
    }

    /** False if it has left already. */
    private boolean leave(ProcessWorker worker) {
        var _ = idle.remove(worker);
        ProcessWorker next = null;
        synchronized (this) {
            boolean was = active.remove(worker) || spares.remove(worker);
            if (!was) {
                return false;
            }
            if (!spares.isEmpty() && active.size() < settings().size()) {
                next = spares.removeFirst();
                active.add(next);
            }
        }
        if (next == null) {
            housekeeping(this::startWhatIsMissing);
        } else {
            next.fill();
            // Not while the spare takes over: a starting JVM takes a core for a tenth of a second.
            startSoon(REPLACEMENT_PAUSE.toMillis());
        }
        return true;
    }

    // --- ending -----------------------------------------------------------------------------

    @Override
    public void close() {
        if (endQueue()) {
            housekeeping(this::end);
        }
        if (!Home.isLoopThread()) {
            awaitGone();
        }
    }

    private void end() {
        List<ProcessWorker> left;
        synchronized (this) {
            left = List.copyOf(all);
        }
        left.forEach(ProcessWorker::close);
        endWhenLast();
    }

    private void endWhenLast() {
        synchronized (this) {
            if (!isClosed() || !all.isEmpty() || ended) {
                return;
            }
            ended = true;
        }
        try {
            directories.close();
        } finally {
            gone.countDown();
            housekeeper.shutdown();
        }
    }

    private void awaitGone() {
        try {
            if (!gone.await(Home.nanos(settings().closeGrace()), TimeUnit.NANOSECONDS)) {
                LOG.warn(
                        "{} closed, but its processes did not end within {}: {}",
                        name(),
                        Text.of(settings().closeGrace()),
                        workers());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    // --- looking at it ----------------------------------------------------------------------

    @Override
    public synchronized List<WorkerInfo> workers() {
        var ready = new ArrayList<>(active);
        ready.addAll(spares);
        return ready.stream().map(ProcessWorker::info).toList();
    }

    @Override
    public PoolStats stats() {
        int running = active.stream().mapToInt(ProcessWorker::running).sum();
        return meter().stats(active.size(), running, queued());
    }

    WorkerSettings workerSettings() {
        return workerSettings;
    }

    ProcessSettings processSettings() {
        return processSettings;
    }

    long now() {
        return Ticker.systemTicker().nanoTime();
    }
}
