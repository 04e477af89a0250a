package dev.heddle.worker;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A pool that is full says so at once; what is given up takes no room and no memory. */
@Timeout(120)
class FullPoolTest {
    private static final int MILLION = 1_000_000;

    @ForEachPool
    void aFullPoolRefusesAtOnceAndHasRoomAgainLater(PoolKind kind) throws Exception {
        try (var pool = kind.builder().name("mine").size(1).queue(2).open();
                var gate = new Gate()) {
            var running = pool.submit(gate::pass).toFuture();
            gate.awaitReached();
            var first = pool.submit(() -> 1).toFuture();
            var second = pool.submit(() -> 2).toFuture();
            assertThatThrownBy(() -> pool.submit(() -> 3).block())
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageMatching(
                            "the call of .* on pool mine was refused: the pool is full, 2 calls"
                                    + " wait already \\(.*\\)");
            assertThat(pool.stats().rejected()).isEqualTo(1);
            gate.letGo();
            CompletableFuture.allOf(running, first, second).join();
            assertThat(pool.submit(() -> 4).block()).isEqualTo(4);
        }
    }

    @ForEachPool
    void theLoopIsToldAtOnceToo(PoolKind kind) throws Exception {
        try (var pool = kind.builder().size(1).queue(1).open();
                var gate = new Gate()) {
            EventLoop.run(() -> {
                var running = EventLoop.current().spawn(() -> await(pool.submit(gate::pass)));
                dev.heddle.Async.checkpoint();
                gate.awaitReached();
                var waiting = EventLoop.current().spawn(() -> await(pool.submit(() -> "next")));
                dev.heddle.Async.checkpoint();
                assertThatThrownBy(() -> await(pool.submit(() -> 2)))
                        .isInstanceOf(RejectedExecutionException.class);
                gate.letGo();
                assertThat(await(running)).isEqualTo("passed");
                assertThat(await(waiting)).isEqualTo("next");
            });
        }
    }

    @ForEachPool
    void cancelledCallsFreeTheirRoom(PoolKind kind) throws Exception {
        try (var pool = kind.builder().size(1).queue(3).open();
                var gate = new Gate()) {
            pool.submit(gate::pass).subscribe();
            gate.awaitReached();
            for (int round = 0; round < 10; round++) {
                var calls = Disposables.composite();
                for (int i = 0; i < 3; i++) {
                    calls.add(pool.submit(() -> 1).subscribe());
                }
                assertThat(pool.stats().queued()).isEqualTo(3);
                calls.dispose();
                assertThat(pool.stats().queued()).isZero();
            }
            assertThat(pool.stats().rejected()).isZero();
        }
    }

    @ForEachPool
    void refusedAndCancelledCallsDoNotMakeRoomThatIsNotThere(PoolKind kind) throws Exception {
        try (var pool = kind.builder().size(1).queue(1).open();
                var gate = new Gate()) {
            pool.submit(gate::pass).subscribe();
            gate.awaitReached();
            pool.submit(() -> 1).subscribe();
            for (int i = 0; i < 10; i++) {
                pool.submit(() -> 2).subscribe(_ -> {}, _ -> {}).dispose();
            }
            assertThat(pool.stats().rejected()).isEqualTo(10);
            assertThat(pool.stats().queued()).isEqualTo(1);
        }
    }

    /** They stand behind a call that does not end, so that no worker comes by to remove them. */
    @ForEachPool
    void aMillionCancelledCallsAreForgotten(PoolKind kind) throws Exception {
        try (var pool = kind.builder().size(1).queue(MILLION).open();
                var gate = new Gate()) {
            pool.submit(gate::pass).subscribe();
            gate.awaitReached();
            var inputs = new ArrayList<WeakReference<Object>>();
            for (int i = 0; i < MILLION; i++) {
                var input = new Object();
                if (i % 1_000 == 0) {
                    inputs.add(new WeakReference<>(input));
                }
                pool.submit(_ -> 1, input).subscribe().dispose();
            }
            assertThat(pool.stats().queued()).isZero();
            awaitMostlyGone(inputs);
        }
    }

    @Test
    void aMillionCallsThatStandTogetherAreCancelledInOneGo() throws Exception {
        try (var pool = WorkerPool.ofThreads().size(1).queue(MILLION).open();
                var gate = new Gate()) {
            pool.submit(gate::pass).subscribe();
            gate.awaitReached();
            var calls = new ArrayList<Disposable>(MILLION);
            for (int i = 0; i < MILLION; i++) {
                calls.add(pool.submit(() -> 1).subscribe());
            }
            calls.forEach(Disposable::dispose);
            assertThat(pool.stats().queued()).isZero();
        }
    }

    private static void awaitMostlyGone(List<WeakReference<Object>> inputs) {
        while (inputs.stream().filter(input -> input.get() != null).count() > 2) {
            System.gc();
        }
    }
}
