package dev.heddle.worker;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.TaskCancelledException;
import dev.heddle.Trail;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;

/** A queued call never starts, a running one is interrupted, and nobody else is. */
@Timeout(120)
class CallCancellationTest {
    private static final int ROUNDS = 20_000;

    /** Each keeps two cores busy for a moment; one in fifty would go astray. */
    private static final int INTERRUPTS = 4_000;

    private final long seed = Long.getLong("heddle.seed", new SplittableRandom().nextLong());
    private final Trail trail = new Trail();

    @ForEachPool
    void aQueuedCallNeverStarts(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            var first = pool.submit(gate::pass).toFuture();
            gate.awaitReached();
            pool.submit(
                            () -> {
                                trail.add("not here");
                                return 1;
                            })
                    .subscribe()
                    .dispose();
            gate.letGo();
            first.join();
            assertThat(pool.submit(() -> "next").block()).isEqualTo("next");
            assertThat(pool.stats().cancelled()).isEqualTo(1);
        }
        trail.assertIsEmpty();
    }

    @ForEachPool
    void aRunningCallIsInterrupted(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            var interrupted = new CountDownLatch(1);
            var call =
                    pool.submit(
                                    () -> {
                                        try {
                                            return gate.pass();
                                        } catch (InterruptedException e) {
                                            interrupted.countDown();
                                            throw e;
                                        }
                                    })
                            .subscribe(_ -> trail.add("a value"), _ -> trail.add("an error"));
            gate.awaitReached();
            call.dispose();
            interrupted.await();
            assertThat(pool.submit(Thread::interrupted).block()).isFalse();
        }
        trail.assertIsEmpty();
    }

    @ForEachPool
    void aCancelledTaskCancelsTheCallItAwaits(PoolKind kind) {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            var interrupted = new CompletableFuture<Boolean>();
            EventLoop.run(() -> {
                var task =
                        EventLoop.current()
                                .spawn(() ->
                                        await(
                                                pool.submit(() -> {
                                                    try {
                                                        return gate.pass();
                                                    } catch (InterruptedException e) {
                                                        interrupted.complete(true);
                                                        throw e;
                                                    }
                                                })));
                checkpoint();
                gate.awaitReached();
                task.cancel("enough");
                assertThatThrownBy(() -> await(task)).isInstanceOf(TaskCancelledException.class);
                assertThat(await(interrupted)).isTrue();
            });
        }
    }

    @ForEachPool
    void workThatIgnoresInterruptsKeepsItsThreadButNotItsCaller(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            EventLoop.run(() -> {
                var task =
                        EventLoop.current()
                                .spawn(() -> await(pool.submit(gate::passUninterrupted)));
                checkpoint();
                gate.awaitReached();
                task.cancel("enough");
                assertThatThrownBy(() -> await(task)).hasMessage("enough");
            });
            assertThat(pool.stats().running()).isEqualTo(1);
            var next = pool.submit(Thread::interrupted).toFuture();
            assertThat(next).isNotDone();
            gate.letGo();
            assertThat(next.join()).as("the next one sees no interrupt").isFalse();
        }
    }

    @ForEachPool
    void cancellingWhatIsDoneDoesNothing(PoolKind kind) {
        try (var pool = kind.open(1)) {
            var done = new CompletableFuture<Void>();
            var call = pool.submit(() -> 1).subscribe(_ -> {}, _ -> {}, () -> done.complete(null));
            done.join();
            call.dispose();
            assertThat(pool.submit(Thread::interrupted).block()).isFalse();
            assertThat(pool.stats().cancelled()).isZero();
            assertThat(pool.stats().completed()).isEqualTo(2);
        }
    }

    @ForEachPool
    void anInterruptThatNobodyAskedForIsNotTheNextCalls(PoolKind kind) throws Exception {
        try (var pool = kind.open(1)) {
            var worker = pool.submit(Thread::currentThread).block();
            while (worker.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            worker.interrupt();
            while (worker.isInterrupted()) {
                Thread.onSpinWait();
            }
            assertThat(pool.submit(Thread::interrupted).block()).isFalse();
        }
    }

    @ForEachPool
    void whatAWorkDoesToItsInterruptStaysInIt(PoolKind kind) {
        try (var pool = kind.open(1)) {
            var delivered =
                    pool.submit(
                                    () -> {
                                        Thread.currentThread().interrupt();
                                        return 1;
                                    })
                            .map(_ -> Thread.currentThread().isInterrupted())
                            .block();
            assertThat(delivered).as("in the subscriber").isFalse();
            assertThat(pool.submit(Thread::interrupted).block()).as("in the next call").isFalse();
        }
    }

    /**
     * The interrupt of a cancelled call races with its end and with the next call, which waits
     * behind it already: a worker that rested in between would lose the interrupt there.
     */
    @ForEachPool
    void anInterruptNeverMeetsTheNextCall(PoolKind kind) throws Exception {
        var random = new SplittableRandom(seed);
        var interrupted = new AtomicInteger();
        var returned = new AtomicInteger();
        // How long the call works, so that its end and its cancel meet, on a busy machine too.
        int most = 60;
        try (var pool = kind.open(1)) {
            for (int round = 0; round < INTERRUPTS; round++) {
                int works = random.nextInt(most);
                int before = returned.get();
                var begun = new CountDownLatch(1);
                var nextIsThere = new AtomicBoolean();
                var bothRun = new AtomicBoolean();
                var cancelled =
                        pool.submit(
                                        () -> {
                                            begun.countDown();
                                            awaitFlag(nextIsThere);
                                            bothRun.set(true);
                                            spin(works);
                                            return 1;
                                        })
                                .subscribe(_ -> returned.incrementAndGet());
                begun.await();
                var next =
                        pool.submit(
                                        () -> {
                                            // For as long as a late interrupt might take.
                                            spin(200);
                                            return Thread.interrupted();
                                        })
                                .toFuture();
                nextIsThere.set(true);
                awaitFlag(bothRun);
                spin(random.nextInt(60));
                cancelled.dispose();
                interrupted.addAndGet(next.join() ? 1 : 0);
                boolean tooLate = returned.get() > before;
                most = Math.clamp(tooLate ? most + 1 + most / 8 : most - most / 8, 2, 100_000);
            }
        }
        assertThat(returned)
                .as("rounds in which the cancel came too late, with seed %d", seed)
                .hasValueBetween(1, INTERRUPTS - 1);
        assertThat(interrupted).as("with seed %d", seed).hasValue(0);
    }

    /** Each ends in one way: with a value, or with silence after its cancellation. */
    @ForEachPool
    void aResultThatMeetsACancellationComesOnceOrNever(PoolKind kind) {
        var random = new SplittableRandom(seed);
        long values = 0;
        try (var pool = kind.open(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                var signals = new AtomicInteger();
                int spins = random.nextInt(100);
                Disposable call =
                        pool.submit(
                                        () -> {
                                            spin(spins);
                                            return 1;
                                        })
                                .subscribe(
                                        _ -> signals.incrementAndGet(),
                                        _ -> signals.addAndGet(100));
                spin(random.nextInt(400));
                call.dispose();
                assertThat(signals.get()).as("with seed %d", seed).isBetween(0, 1);
                values += signals.get();
            }
            pool.drain().block();
            var stats = pool.stats();
            assertThat(stats.completed() + stats.cancelled()).isEqualTo(ROUNDS);
            assertThat(stats.completed()).isGreaterThanOrEqualTo(values);
        }
    }

    /** The worker is held, so that a call which is not given up stays in the queue. */
    @ForEachPool
    void aCallCancelledOnItsWayInDoesNotStayThere(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            pool.submit(gate::pass).subscribe(_ -> {}, _ -> {});
            gate.awaitReached();
            var next = new AtomicReference<Subscription>();
            var canceller = Thread.ofPlatform().start(() -> cancelAll(next));
            for (int round = 0; round < ROUNDS; round++) {
                pool.submit(() -> 1)
                        .subscribe(
                                new BaseSubscriber<>() {
                                    @Override
                                    protected void hookOnSubscribe(Subscription call) {
                                        next.set(call);
                                        requestUnbounded();
                                    }
                                });
                while (next.get() != null) {
                    Thread.onSpinWait();
                }
            }
            canceller.join();
            assertThat(pool.stats().queued()).isZero();
        }
    }

    private static void cancelAll(AtomicReference<Subscription> next) {
        for (int round = 0; round < ROUNDS; round++) {
            var call = next.get();
            while (call == null) {
                Thread.onSpinWait();
                call = next.get();
            }
            spin(round % 8);
            call.cancel();
            next.set(null);
        }
    }

    /** Without parking: who waits goes on at once. */
    @SuppressWarnings("ThreadPriorityCheck") // the other may need this core
    private static void awaitFlag(AtomicBoolean flag) {
        while (!flag.get()) {
            Thread.yield();
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
