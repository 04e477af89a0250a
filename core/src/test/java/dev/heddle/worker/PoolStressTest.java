package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.DeadlineExceededException;
import dev.heddle.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/** Everything at once, seeded: every call ends once, and the pool is empty when all have. */
@Timeout(120)
class PoolStressTest {
    private static final int CALLERS = 4;
    private static final int CALLS = 20_000;
    private static final int WAKE_UPS = 200_000;

    private final long seed = Long.getLong("heddle.seed", new SplittableRandom().nextLong());
    private final AtomicInteger twice = new AtomicInteger();
    private final AtomicLong values = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();

    @ForEachPool
    void everyCallEndsOnceAndTheCountsAddUp(PoolKind kind) throws Exception {
        try (var pool = kind.builder().size(3).queue(500).budget(CoreBudget.of(2)).open();
                var loop = EventLoop.open()) {
            var ended = new CountDownLatch(CALLERS * CALLS);
            var callers = new ArrayList<Thread>();
            for (int i = 0; i < CALLERS; i++) {
                var random = new SplittableRandom(seed + i);
                boolean onLoop = i == 0;
                callers.add(
                        Thread.ofPlatform()
                                .start(() -> callMany(pool, random, ended, onLoop ? loop : null)));
            }
            for (var caller : callers) {
                caller.join();
            }
            ended.await();
            pool.drain().block();
            assertAddsUp(pool.stats());
        }
    }

    private void assertAddsUp(PoolStats stats) {
        assertThat(twice).as("ended twice, with seed %d", seed).hasValue(0);
        assertThat(List.of(stats.running(), stats.queued()))
                .as("left, with seed %d", seed)
                .containsExactly(0, 0);
        long settled =
                stats.completed()
                        + stats.failed()
                        + stats.cancelled()
                        + stats.late()
                        + stats.rejected();
        assertThat(settled).as("counted, with seed %d", seed).isEqualTo((long) CALLERS * CALLS);
        assertThat(late.get()).isLessThanOrEqualTo(stats.late());
        assertThat(rejected.get()).isLessThanOrEqualTo(stats.rejected());
        assertThat(failures.get()).isLessThanOrEqualTo(stats.failed());
        assertThat(values.get()).isLessThanOrEqualTo(stats.completed());
        long heard = values.get() + failures.get() + late.get() + rejected.get() + cancelled.get();
        assertThat(heard).as("heard, with seed %d", seed).isEqualTo((long) CALLERS * CALLS);
    }

    private void callMany(
            InProcessPool pool, SplittableRandom random, CountDownLatch ended, EventLoop loop) {
        var open = new Semaphore(600);
        var recent = new Listener[64];
        for (int i = 0; i < CALLS; i++) {
            open.acquireUninterruptibly();
            int kind = random.nextInt(20);
            int spins = random.nextInt(300);
            var call =
                    new Listener(() -> {
                        open.release();
                        ended.countDown();
                    });
            var mono = pool.submit(() -> work(kind, spins), options(random));
            if (loop == null) {
                mono.subscribe(call);
            } else {
                loop.execute(() -> mono.subscribe(call));
            }
            recent[i % recent.length] = call;
            if (random.nextInt(4) == 0) {
                var victim = recent[random.nextInt(recent.length)];
                if (victim != null && victim.asked) {
                    victim.dispose();
                }
            }
        }
    }

    private static int work(int kind, int spins) {
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
        if (kind == 0) {
            throw new IllegalStateException("as asked");
        }
        return kind;
    }

    private static CallOptions options(SplittableRandom random) {
        var priorities = Priority.values();
        var options =
                CallOptions.DEFAULT
                        .withPriority(priorities[random.nextInt(priorities.length)])
                        .withCaller(random.nextInt(10));
        return random.nextInt(5) == 0
                ? options.withDeadline(Duration.ofNanos(1 + random.nextInt(2_000_000)))
                : options;
    }

    /** Counts how a call ends, and that it does so once. */
    private final class Listener extends BaseSubscriber<Integer> {
        private final Runnable whenEnded;
        private final AtomicInteger ends = new AtomicInteger();

        /** Until then it is no call, and cancelling it none of the pool's business. */
        private volatile boolean asked;

        Listener(Runnable whenEnded) {
            this.whenEnded = whenEnded;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            requestUnbounded();
            asked = true;
        }

        @Override
        protected void hookOnNext(Integer value) {
            // The end that follows counts.
        }

        @Override
        protected void hookOnError(Throwable failure) {
            switch (failure) {
                case DeadlineExceededException _ -> late.incrementAndGet();
                case RejectedExecutionException _ -> rejected.incrementAndGet();
                default -> failures.incrementAndGet();
            }
        }

        @Override
        protected void hookFinally(SignalType type) {
            if (ends.incrementAndGet() > 1) {
                twice.incrementAndGet();
                return;
            }
            if (type == SignalType.ON_COMPLETE) {
                values.incrementAndGet();
            } else if (type == SignalType.CANCEL) {
                cancelled.incrementAndGet();
            }
            whenEnded.run();
        }
    }

    /** Each caller waits for its call before the next, so that workers rest all the time. */
    @ForEachPool
    void noWakeUpIsLost(PoolKind kind) throws Exception {
        for (int callers : List.of(1, 2, 4)) {
            try (var pool = kind.open(3)) {
                var threads = new ArrayList<Thread>();
                var ended = new AtomicInteger();
                for (int i = 0; i < callers; i++) {
                    threads.add(
                            Thread.ofPlatform()
                                    .start(() -> {
                                        for (int n = 0; n < WAKE_UPS / callers; n++) {
                                            pool.submit(() -> 1).block();
                                            ended.incrementAndGet();
                                        }
                                    }));
                }
                for (var thread : threads) {
                    thread.join();
                }
                assertThat(ended).hasValue(WAKE_UPS / callers * callers);
            }
        }
    }
}
