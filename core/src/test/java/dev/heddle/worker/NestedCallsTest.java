package dev.heddle.worker;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A call that makes another: refused where it might wait for itself, and lent for elsewhere. */
class NestedCallsTest {
    private static final String REFUSAL =
            "the call of .* on pool outer was made from within a call that runs there itself, and"
                    + " might wait for its own worker for ever: do it in place, or submit it to"
                    + " another pool";

    private static InProcessPool outer(PoolKind kind, CoreBudget budget) {
        return kind.builder().name("outer").size(1).budget(budget).open();
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageMatching(REFUSAL);
    }

    @ForEachPool
    void aCallThatWaitsForItsOwnPoolIsRefused(PoolKind kind) {
        try (var pool = outer(kind, CoreBudget.of(1))) {
            assertRefused(() -> pool.submit(() -> pool.submit(() -> 1).block()).block());
        }
    }

    @ForEachPool
    void soIsOneMadeInAnEventLoopWithinTheCall(PoolKind kind) {
        try (var pool = outer(kind, CoreBudget.of(1))) {
            assertRefused(() ->
                    pool.submit(() -> EventLoop.run(() -> await(pool.submit(() -> 1)))).block());
        }
    }

    @ForEachPool
    void soIsOneMadeThroughAnotherPool(PoolKind kind) {
        try (var pool = outer(kind, CoreBudget.of(1));
                var other = kind.open(1)) {
            assertRefused(() ->
                    pool.submit(() -> other.submit(() -> pool.submit(() -> 1).block()).block())
                            .block());
        }
    }

    @ForEachPool
    void soIsOneMadeInAChainWithAnotherPool(PoolKind kind) {
        try (var pool = outer(kind, CoreBudget.of(1));
                var other = kind.open(1)) {
            assertRefused(() ->
                    pool.submit(() ->
                                    other.submit(() -> 1)
                                            .flatMap(_ -> pool.submit(() -> 2))
                                            .block())
                            .block());
        }
    }

    @ForEachPool
    void afterACallItsThreadMaySubmitAgain(PoolKind kind) {
        try (var pool = outer(kind, CoreBudget.of(1))) {
            assertThat(pool.submit(() -> 1).flatMap(_ -> pool.submit(() -> 2)).block())
                    .isEqualTo(2);
        }
    }

    /** One core, and both calls need one: the outer call lends its own. */
    @Test
    void aCallThatWaitsForAnotherPoolLendsItItsCore() {
        var budget = CoreBudget.of(1);
        try (var a = outer(PoolKind.THREADS, budget);
                var b = WorkerPool.ofThreads().budget(budget).open()) {
            for (int i = 0; i < 100; i++) {
                assertThat(a.submit(() -> b.submit(() -> 1).block()).block()).isEqualTo(1);
            }
        }
        assertThat(budget.free()).isEqualTo(1);
    }

    @Test
    void itLendsItsCoreOnlyOnceHoweverManyCallsItMakes() {
        var budget = CoreBudget.of(1);
        var running = new Maximum();
        try (var a = outer(PoolKind.THREADS, budget);
                var b = WorkerPool.ofThreads().size(8).budget(budget).open()) {
            a.submit(() ->
                            Flux.range(0, 100)
                                    .flatMap(_ -> b.submit(() -> running.during(() -> spin(2_000))))
                                    .blockLast())
                    .block();
        }
        assertThat(running.seen()).isEqualTo(1);
        assertThat(budget.free()).isEqualTo(1);
    }

    @Test
    void aCallGivenUpBeforeItBeganGivesTheLentCoreBack() throws Exception {
        var budget = CoreBudget.of(1);
        try (var a = outer(PoolKind.THREADS, budget);
                var b = PoolKind.THREADS.open(1);
                var gate = new Gate()) {
            b.submit(gate::pass).subscribe(_ -> {}, _ -> {});
            gate.awaitReached();
            var inner = new CountDownLatch(1);
            a.submit(
                            () -> {
                                b.submit(() -> 1).subscribe().dispose();
                                inner.countDown();
                                return 1;
                            })
                    .block();
            inner.await();
        }
        assertThat(budget.free()).isEqualTo(1);
    }

    private static int spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
        return times;
    }
}
