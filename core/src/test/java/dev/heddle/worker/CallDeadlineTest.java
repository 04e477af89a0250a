package dev.heddle.worker;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.DeadlineExceededException;
import dev.heddle.EventLoop;
import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A call that is late ends by itself, says so, and takes its worker's time no longer. */
class CallDeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final CallOptions WITHIN_AN_HOUR = CallOptions.DEFAULT.withDeadline(HOUR);
    private static final String TIME = "[\\d.]+ m?s";

    private static Mono<String> within(Duration limit, InProcessPool pool, Callable<String> code) {
        return pool.submit(code, CallOptions.DEFAULT.withDeadline(limit));
    }

    @ForEachPool
    void aRunningCallIsInterruptedAndTheMessageTellsBothTimes(PoolKind kind) {
        try (var pool = kind.builder().name("mine").size(1).open();
                var gate = new Gate()) {
            var interrupted = new CompletableFuture<Boolean>();
            VirtualTimeLoop.run(() -> {
                var late =
                        within(
                                HOUR,
                                pool,
                                () -> {
                                    try {
                                        return gate.pass();
                                    } catch (InterruptedException e) {
                                        interrupted.complete(true);
                                        throw e;
                                    }
                                });
                var call = EventLoop.current().spawn(() -> await(late));
                checkpoint();
                gate.holdThreadUntilReached();
                assertThatThrownBy(() -> await(call))
                        .isInstanceOf(DeadlineExceededException.class)
                        .hasMessageMatching(
                                "the call of .*CallDeadlineTest.* on pool mine missed its deadline"
                                        + " of 1 h: it waited "
                                        + TIME
                                        + " and ran "
                                        + TIME
                                        + ", and its thread was interrupted");
                assertThat(await(interrupted)).isTrue();
            });
            assertThat(pool.stats().late()).isEqualTo(1);
        }
    }

    @ForEachPool
    void aCallThatNeverBeganSaysThatItWaitedAllTheTime(PoolKind kind) {
        try (var pool = kind.builder().name("mine").size(1).open();
                var gate = new Gate()) {
            VirtualTimeLoop.run(() -> {
                pool.submit(gate::pass).subscribe();
                gate.awaitReached();
                assertThatThrownBy(() -> await(within(HOUR, pool, () -> "not here")))
                        .isInstanceOf(DeadlineExceededException.class)
                        .hasMessageMatching(
                                "the call of .*CallDeadlineTest.* on pool mine missed its deadline"
                                        + " of 1 h: it waited for a worker all the time");
            });
            assertThat(pool.stats().queued()).isZero();
        }
    }

    @ForEachPool
    void offTheLoopTooADeadlineEndsTheCall(PoolKind kind) {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            assertThatThrownBy(() -> within(Duration.ofMillis(1), pool, gate::pass).block())
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("missed its deadline of 1 ms");
            assertThat(pool.submit(Thread::interrupted).block()).isFalse();
        }
    }

    @ForEachPool
    void aChosenSchedulersClockMeasuresIt(PoolKind kind) throws Exception {
        var clock = VirtualTimeScheduler.create();
        try (var pool = kind.builder().deliverOn(clock).open();
                var gate = new Gate()) {
            var failure = new CompletableFuture<Throwable>();
            pool.submit(gate::pass, WITHIN_AN_HOUR).subscribe(_ -> {}, failure::complete);
            gate.awaitReached();
            clock.advanceTimeBy(Duration.ofMinutes(59));
            assertThat(failure).isNotDone();
            clock.advanceTimeBy(Duration.ofMinutes(2));
            assertThat(failure.join()).hasMessageContaining("missed its deadline of 1 h");
        } finally {
            clock.dispose();
        }
    }

    @ForEachPool
    void aCallWithoutOneHasThatOfItsPool(PoolKind kind) {
        try (var pool = kind.builder().size(1).deadline(HOUR).open();
                var gate = new Gate()) {
            VirtualTimeLoop.run(() -> {
                assertThatThrownBy(() -> await(pool.submit(gate::pass)))
                        .hasMessageContaining("missed its deadline of 1 h");
                var sooner = within(Duration.ofMinutes(1), pool, gate::pass);
                assertThatThrownBy(() -> await(sooner))
                        .hasMessageContaining("missed its deadline of 1 min");
            });
        }
    }

    @ForEachPool
    void aDeadlineThatIsMetLeavesNoTimer(PoolKind kind) {
        try (var pool = kind.open(1);
                var virtual = VirtualTimeLoop.open()) {
            var task =
                    virtual.loop()
                            .spawn(() -> {
                                var result = within(HOUR, pool, () -> "in time").toFuture();
                                awaitIdle(pool);
                                return await(result);
                            });
            assertThat(task.mono().block()).isEqualTo("in time");
            assertThat(virtual.elapsed()).isZero();
            assertThat(pool.stats().late()).isZero();
        }
    }

    /** Holds the loop, so that its virtual clock stands still. */
    private static void awaitIdle(InProcessPool pool) {
        while (pool.stats().completed() == 0 || pool.stats().running() > 0) {
            Thread.onSpinWait();
        }
    }

    @ForEachPool
    void noTimerIsLeftWhateverBecomesOfTheCall(PoolKind kind) throws Exception {
        var timers = new Timers();
        try (var pool = kind.builder().size(1).queue(1).deliverOn(timers).open();
                var gate = new Gate()) {
            var running = pool.submit(gate::pass, WITHIN_AN_HOUR).subscribe();
            gate.awaitReached();
            var queued = pool.submit(gate::pass, WITHIN_AN_HOUR).subscribe();
            pool.submit(gate::pass, WITHIN_AN_HOUR).subscribe(_ -> {}, _ -> {});
            assertThat(pool.stats().rejected()).isEqualTo(1);
            assertThat(timers.left()).isEqualTo(2);
            queued.dispose();
            running.dispose();
            assertThat(timers.left()).isZero();
        }
    }

    /** Whoever cancels while the timer is being made does not see it. */
    @ForEachPool
    void aCallCancelledOnItsWayInLeavesNoTimerAndTakesNoPlace(PoolKind kind) throws Exception {
        var timers = new Timers();
        try (var pool = kind.builder().size(1).queue(1).deliverOn(timers).open();
                var gate = new Gate()) {
            pool.submit(gate::pass).subscribe();
            gate.awaitReached();
            for (int i = 0; i < 3; i++) {
                var subscriber = new BaseSubscriber<String>() {};
                timers.whenScheduled(subscriber::cancel);
                pool.submit(gate::pass, WITHIN_AN_HOUR).subscribe(subscriber);
                assertThat(pool.stats().queued()).isZero();
            }
            assertThat(timers.left()).isZero();
            assertThat(pool.stats().cancelled()).isEqualTo(3);
        }
    }

    /** A scheduler whose timers never ring, and are counted. */
    private static final class Timers implements Scheduler {
        private final Set<Disposable> left = ConcurrentHashMap.newKeySet();
        private Runnable whenScheduled = () -> {};

        void whenScheduled(Runnable step) {
            whenScheduled = step;
        }

        int left() {
            left.removeIf(Disposable::isDisposed);
            return left.size();
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            whenScheduled.run();
            var timer = Disposables.single();
            left.add(timer);
            return timer;
        }

        @Override
        public Disposable schedule(Runnable task) {
            task.run();
            return Disposables.disposed();
        }

        @Override
        public Worker createWorker() {
            return Schedulers.immediate().createWorker();
        }
    }
}
