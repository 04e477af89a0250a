package dev.heddle.benchmarks.bridge;

import dev.heddle.EventLoop;
import dev.heddle.worker.Work;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** How late a timer of each millisecond rings, while pools compute. Only the loop touches it. */
final class LoopLag implements Runnable {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int CALLS_IN_FLIGHT = 4;

    private final EventLoop loop;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Histogram lateness = new Histogram(3);
    private int left;
    private long due;

    private LoopLag(EventLoop loop, int ticks) {
        this.loop = loop;
        this.left = ticks;
    }

    /** The lag while each of these pools has more of such work than it can do; none: at rest. */
    static Exercise measure(Work<Integer, ?> work, int amount, List<? extends WorkerPool> pools) {
        var loop = EventLoop.open();
        var caller = EventLoop.open(); // another, so that the one only has its timer
        return ticks -> {
            var burden = new Burden(work, amount, pools, caller.scheduler());
            try {
                return new LoopLag(loop, ticks).measure();
            } finally {
                burden.end();
            }
        };
    }

    private List<Long> measure() throws Exception {
        loop.execute(() -> {
            due = System.nanoTime() + PERIOD;
            next();
        });
        end.get();
        return List.of(
                lateness.getValueAtPercentile(50),
                lateness.getValueAtPercentile(99),
                lateness.getMaxValue());
    }

    private void next() {
        var _ = loop.schedule(this, Duration.ofNanos(Math.max(0, due - System.nanoTime())));
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        lateness.recordValue(Math.max(0, now - due));
        if (--left == 0) {
            end.complete(null);
        } else {
            // A timer that was late rings a period later, not at once for each period missed.
            due = Math.max(due, now) + PERIOD;
            next();
        }
    }

    /** Pools kept busy until told to stop. */
    private static final class Burden {
        private final CountDownLatch begun;
        private final List<CompletableFuture<Void>> ends;
        private volatile boolean over;

        Burden(
                Work<Integer, ?> work,
                int amount,
                List<? extends WorkerPool> pools,
                Scheduler caller)
                throws InterruptedException {
            begun = new CountDownLatch(pools.size());
            ends =
                    pools.stream()
                            .map(pool -> calls(pool, work, amount).subscribeOn(caller))
                            .map(calls -> calls.then().toFuture())
                            .toList();
            begun.await();
        }

        private Flux<?> calls(WorkerPool pool, Work<Integer, ?> work, int amount) {
            return Flux.just(amount)
                    .repeat(() -> !over)
                    .flatMap(steps -> pool.submit(work, steps), CALLS_IN_FLIGHT)
                    .doOnNext(_ -> begun.countDown());
        }

        void end() {
            over = true;
            ends.forEach(CompletableFuture::join);
        }
    }
}
