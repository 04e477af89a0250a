package dev.heddle.worker;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a pool says about itself; and how many threads the virtual kind makes of it. */
class PoolStatsTest {
    @ForEachPool
    void whatWasDeliveredHasBeenCountedAndTimed(PoolKind kind) {
        try (var pool = kind.open(1)) {
            EventLoop.run(() -> {
                for (int i = 1; i <= 1_000; i++) {
                    await(pool.submit(() -> 1));
                    var stats = pool.stats();
                    assertThat(stats.completed()).isEqualTo(i);
                    assertThat(stats.runTime().count()).isEqualTo(i);
                    assertThat(stats.queueTime().count()).isEqualTo(i);
                }
            });
        }
    }

    @ForEachPool
    void waitingAndRunningAreCountedApart(PoolKind kind) throws Exception {
        try (var pool = kind.open(2);
                var gate = new Gate(2)) {
            var calls =
                    IntStream.range(0, 5)
                            .mapToObj(_ -> pool.submit(gate::pass).toFuture())
                            .toList();
            gate.awaitReached();
            assertThat(pool.stats().running()).isEqualTo(2);
            assertThat(pool.stats().queued()).isEqualTo(3);
            gate.letGo();
            calls.forEach(CompletableFuture::join);
            pool.drain().block();
            assertThat(pool.stats().running()).isZero();
            assertThat(pool.stats().queued()).isZero();
            assertThat(pool.stats().completed()).isEqualTo(5);
        }
    }

    /** The first runs, the second waits for as long: the one's run time is the other's wait. */
    @ForEachPool
    void queueTimeAndRunTimeAreMeasuredApart(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            var first = pool.submit(gate::pass).toFuture();
            gate.awaitReached();
            var second = pool.submit(() -> 1).toFuture();
            var begin = pool.stats().queueTime().max();
            Thread.onSpinWait();
            gate.letGo();
            first.join();
            second.join();
            var stats = pool.stats();
            assertThat(stats.queueTime().count()).isEqualTo(2);
            assertThat(stats.runTime().count()).isEqualTo(2);
            assertThat(stats.queueTime().max()).isGreaterThanOrEqualTo(begin);
            assertThat(stats.runTime().max()).isPositive();
        }
    }

    @Test
    void blockingWorksOverlapOnVirtualThreads() {
        try (var pool = WorkerPool.virtualThreads()) {
            var all = new Gate(100);
            var together =
                    IntStream.range(0, 100)
                            .mapToObj(_ ->
                                    pool.submit(() -> {
                                        all.arriveAndAwaitAll();
                                        return 1;
                                    }))
                            .toList();
            assertThat(EventLoop.run(() -> gather(together))).hasSize(100);
            assertThat(pool.stats().workers()).isEqualTo(100);
        }
    }

    @Test
    void virtualWorkersComeAsTheyAreNeededAndNoMoreThanTheSize() throws Exception {
        try (var pool = WorkerPool.ofVirtualThreads().size(3).open()) {
            assertThat(pool.stats().workers()).isZero();
            for (int i = 0; i < 10; i++) {
                pool.submit(() -> 1).block();
                pool.stats();
            }
            var gate = new Gate(3);
            var running = new Maximum();
            var calls =
                    IntStream.range(0, 20)
                            .mapToObj(_ -> pool.submit(() -> running.during(gate::pass)).toFuture())
                            .toList();
            gate.awaitReached();
            assertThat(pool.stats().workers()).isEqualTo(3);
            gate.letGo();
            calls.forEach(CompletableFuture::join);
            assertThat(running.seen()).isEqualTo(3);
        }
    }
}
