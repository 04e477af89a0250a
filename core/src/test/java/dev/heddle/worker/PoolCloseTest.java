package dev.heddle.worker;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.LogOf;
import dev.heddle.Trail;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.netty.resources.LoopResources;

/** How a pool ends: at once, whoever closes it; and with what it says about what would not. */
class PoolCloseTest {
    private static final Duration NO_GRACE = Duration.ZERO;
    private static final Duration LONG_GRACE = Duration.ofHours(1);

    private final Trail trail = new Trail();

    @ForEachPool
    void closingInterruptsWhatRunsAndEndsWhatWaits(PoolKind kind) throws Exception {
        var pool = kind.builder().name("mine").size(1).closeGrace(LONG_GRACE).open();
        var gate = new Gate();
        var running =
                pool.submit(
                                () -> {
                                    try {
                                        return gate.pass();
                                    } catch (InterruptedException e) {
                                        trail.add("interrupted");
                                        throw e;
                                    }
                                })
                        .toFuture();
        gate.awaitReached();
        var waiting = pool.submit(() -> trail).toFuture();
        pool.close();

        for (var call : java.util.List.of(running, waiting)) {
            assertThatThrownBy(call::join)
                    .isInstanceOf(CancellationException.class)
                    .rootCause()
                    .hasMessage(
                            "the call of a lambda in dev.heddle.worker.PoolCloseTest on pool mine"
                                    + " ended because the pool was closed");
        }
        trail.assertIs("interrupted");
        assertThat(pool.stats().workers()).isZero();
        assertThat(pool.stats().cancelled()).isEqualTo(2);
        assertThat(pool.stats().queued()).isZero();
    }

    @ForEachPool
    void noThreadIsLeft(PoolKind kind) {
        var pool = kind.open(2);
        var worker = pool.submit(Thread::currentThread).block();
        pool.close();
        assertThat(worker.isAlive()).isFalse();
        assertThat(pool.stats().workers()).isZero();
    }

    @ForEachPool
    void aClosedPoolRefuses(PoolKind kind) {
        var pool = kind.builder().name("mine").open();
        pool.close();
        assertThatThrownBy(() -> pool.submit(() -> 1).block())
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage(
                        "the call of a lambda in dev.heddle.worker.PoolCloseTest on pool mine was"
                                + " refused: the pool is closed");
        assertThat(pool.stats().rejected()).isEqualTo(1);
        pool.drain().block();
    }

    @ForEachPool
    void threadsThatStayAreNamedOnceWithTheirStacks(PoolKind kind) throws Exception {
        try (var log = new LogOf(WorkerPool.class);
                var gate = new Gate()) {
            var pool = kind.builder().name("mine").size(1).closeGrace(NO_GRACE).open();
            pool.submit(gate::passUninterrupted).subscribe(_ -> {}, _ -> {});
            gate.awaitReached();
            pool.close();
            pool.close();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "mine closed, but 1 of its threads did not end within 0 ms of being"
                                    + " interrupted:\nmine-1: the call of a lambda in"
                                    + " dev.heddle.worker.PoolCloseTest on pool mine\n    at ")
                    .contains("dev.heddle.worker.Gate.passUninterrupted");
        }
    }

    @ForEachPool
    void aTaskMayCloseAndWaitsForIt(PoolKind kind) {
        EventLoop.run(() -> {
            var pool = kind.builder().closeGrace(LONG_GRACE).open();
            var gate = new Gate();
            var call = EventLoop.current().spawn(() -> await(pool.submit(gate::pass)));
            checkpoint();
            gate.awaitReached();
            pool.close();
            assertThat(pool.stats().workers()).isZero();
            assertThatThrownBy(() -> await(call)).isInstanceOf(CancellationException.class);
        });
    }

    @ForEachPool
    void aTaskThatIsCancelledClosesItsPoolQuietly(PoolKind kind) {
        try (var log = new LogOf(WorkerPool.class)) {
            EventLoop.run(() -> {
                var gate = new Gate();
                var task =
                        EventLoop.current()
                                .spawn(() -> {
                                    try (var pool = kind.builder().closeGrace(LONG_GRACE).open()) {
                                        return await(pool.submit(gate::pass));
                                    }
                                });
                checkpoint();
                gate.awaitReached();
                task.cancel("enough");
                assertThatThrownBy(() -> await(task)).hasMessage("enough");
            });
            log.assertIsEmpty();
        }
    }

    @ForEachPool
    void anInterruptedThreadClosesQuietlyAndStaysInterrupted(PoolKind kind) {
        try (var log = new LogOf(WorkerPool.class)) {
            var pool = kind.builder().closeGrace(LONG_GRACE).open();
            assertThat(pool.submit(() -> 1).block()).isEqualTo(1);
            Thread.currentThread().interrupt();
            pool.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(pool.stats().workers()).isZero();
            log.assertIsEmpty();
        }
    }

    @ForEachPool
    void onALoopsOwnThreadCloseDoesNotWait(PoolKind kind) throws Exception {
        try (var loop = EventLoop.open();
                var gate = new Gate()) {
            var pool = kind.builder().closeGrace(LONG_GRACE).open();
            pool.submit(gate::passUninterrupted).subscribe(_ -> {}, _ -> {});
            gate.awaitReached();
            var closed = new CompletableFuture<Void>();
            loop.execute(() -> {
                pool.close();
                closed.complete(null);
            });
            closed.join();
        }
    }

    @ForEachPool
    void norDoesItOnAnEventLoopOfReactorNetty(PoolKind kind) throws Exception {
        var resources = LoopResources.create("netty", 1, true);
        try (var gate = new Gate()) {
            var pool = kind.builder().closeGrace(LONG_GRACE).open();
            pool.submit(gate::passUninterrupted).subscribe(_ -> {}, _ -> {});
            gate.awaitReached();
            var closed = new CompletableFuture<Void>();
            resources
                    .onServer(true)
                    .execute(() -> {
                        pool.close();
                        closed.complete(null);
                    });
            closed.join();
        } finally {
            resources.dispose();
        }
    }

    @ForEachPool
    void aWorkMayCloseItsOwnPool(PoolKind kind) throws Exception {
        var pool = kind.builder().size(1).closeGrace(LONG_GRACE).open();
        var worker = new CompletableFuture<Thread>();
        var call =
                pool.submit(
                                () -> {
                                    pool.close();
                                    worker.complete(Thread.currentThread());
                                    return 1;
                                })
                        .toFuture();
        assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
        worker.join().join();
    }

    @ForEachPool
    void soMayWhoeverHearsThatItHasDrained(PoolKind kind) throws Exception {
        var pool = kind.builder().size(1).closeGrace(LONG_GRACE).open();
        var gate = new Gate();
        var call = pool.submit(gate::pass).toFuture();
        gate.awaitReached();
        var closed = new CountDownLatch(1);
        pool.drain()
                .doFinally(_ -> {
                    pool.close();
                    closed.countDown();
                })
                .subscribe();
        gate.letGo();
        assertThat(call.join()).isEqualTo("passed");
        closed.await();
    }

    @ForEachPool
    void aSubscriberMayCloseThePoolThatDelivers(PoolKind kind) throws Exception {
        var pool = kind.builder().size(1).closeGrace(LONG_GRACE).open();
        var worker =
                pool.submit(() -> 1)
                        .map(_ -> Thread.currentThread())
                        .doOnNext(_ -> pool.close())
                        .block();
        worker.join();
    }

    @ForEachPool
    void aSubscriberThatThrowsDoesNotKeepTheOthersFromHearing(PoolKind kind) throws Exception {
        try (var log = new LogOf("reactor.core.publisher.Operators")) {
            var pool = kind.builder().size(1).open();
            var gate = new Gate();
            var running = pool.submit(gate::pass).toFuture();
            gate.awaitReached();
            pool.submit(() -> 1).subscribe(new ThrowsOnError());
            var waiting = pool.submit(() -> 1).toFuture();
            pool.close();
            assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
            assertThatThrownBy(running::join).isInstanceOf(CancellationException.class);
            assertThat(log.lines()).hasSize(1);
        }
    }

    private static final class ThrowsOnError extends BaseSubscriber<Integer> {
        @Override
        protected void hookOnError(Throwable failure) {
            throw new IllegalStateException("a subscriber's bug");
        }
    }

    // --- drain ------------------------------------------------------------------------------

    @ForEachPool
    void drainLetsTheAcceptedEndAndRefusesNewOnes(PoolKind kind) throws Exception {
        try (var pool = kind.builder().name("mine").size(1).open();
                var gate = new Gate()) {
            var running = pool.submit(gate::pass).toFuture();
            gate.awaitReached();
            var waiting = pool.submit(() -> "waited").toFuture();
            var drained = pool.drain().toFuture();
            assertThatThrownBy(() -> pool.submit(() -> 1).block())
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageEndingWith(" was refused: the pool drains, and takes no more calls");
            assertThat(drained).isNotDone();
            gate.letGo();
            drained.join();
            assertThat(running.join()).isEqualTo("passed");
            assertThat(waiting.join()).isEqualTo("waited");
            pool.drain().block();
        }
    }

    @ForEachPool
    void drainCompletesOnTheLoopThatAsked(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var loop = EventLoop.open();
                var gate = new Gate()) {
            pool.submit(gate::pass).subscribe();
            gate.awaitReached();
            var seen = new CompletableFuture<EventLoop>();
            var asked = new CountDownLatch(1);
            loop.execute(() -> {
                pool.drain().doOnTerminate(() -> seen.complete(EventLoop.current())).subscribe();
                asked.countDown();
            });
            asked.await();
            gate.letGo();
            assertThat(seen.join()).isSameAs(loop);
        }
    }

    @ForEachPool
    void aDrainWaitsForWorkThatWasCancelledAndGoesOn(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            var call = pool.submit(gate::passUninterrupted).subscribe();
            gate.awaitReached();
            call.dispose();
            var drained = pool.drain().toFuture();
            assertThat(drained).isNotDone();
            gate.letGo();
            drained.join();
        }
    }

    @Test
    void aPoolThatWasNeverUsedDrainsAtOnce() {
        for (var kind : PoolKind.values()) {
            try (var pool = kind.open(1)) {
                pool.drain().block();
            }
        }
    }
}
