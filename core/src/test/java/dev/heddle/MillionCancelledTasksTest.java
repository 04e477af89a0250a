package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.shield;
import static dev.heddle.Async.sleep;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A million tasks, cancelled by several threads wherever they happen to be: none is lost. */
@Timeout(300)
class MillionCancelledTasksTest {
    private static final int TASKS = 1_000_000;
    private static final int AT_A_TIME = 10_000;
    private static final int CANCELLERS = 3;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofNanos(50_000);

    private final long seed = Long.getLong("heddle.seed", new SplittableRandom().nextLong());

    // Only touched by the tasks of the loop, which is half of what is tested.
    private int begun;
    private int unwound;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    private final Semaphore semaphore = new Semaphore(1);

    // Written by any thread.
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger endedTwice = new AtomicInteger();
    private final AtomicInteger wrongEnds = new AtomicInteger();

    @ForEachTransport
    void noneIsLostAndNoneEndsTwice(Transport transport) throws Exception {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            for (int round = 0; round < TASKS / 2 / AT_A_TIME; round++) {
                runRound(loop, new SplittableRandom(seed + round));
            }
            int left = loop.spawn(() -> begun - unwound).mono().block();
            assertThat(left).as("bodies that did not unwind, with seed %d", seed).isZero();
        }
        assertThat(List.of(ended.get(), endedTwice.get(), wrongEnds.get()))
                .as("ended, ended twice, ended wrongly, with seed %d", seed)
                .containsExactly(TASKS / 2, 0, 0);
        assertThat(lock.isLocked()).as("the lock was left locked, with seed %d", seed).isFalse();
    }

    private void runRound(EventLoop loop, SplittableRandom random) throws Exception {
        var tasks = new Task<?>[AT_A_TIME];
        var ends = new AtomicIntegerArray(AT_A_TIME);
        var left = new CountDownLatch(AT_A_TIME);
        for (int i = 0; i < AT_A_TIME; i++) {
            int n = i;
            int kind = random.nextInt(12);
            tasks[i] = loop.spawn(() -> body(kind));
            tasks[i].mono()
                    .subscribe(_ -> {}, e -> end(ends, n, e, left), () -> end(ends, n, null, left));
        }
        var cancellers = new Thread[CANCELLERS];
        for (int c = 0; c < CANCELLERS; c++) {
            var own = random.split();
            cancellers[c] = Thread.ofPlatform().start(() -> cancelAll(tasks, own));
        }
        for (var canceller : cancellers) {
            canceller.join();
        }
        left.await();
        for (var task : tasks) {
            if (!task.isDone()) {
                wrongEnds.incrementAndGet();
            }
        }
    }

    private void end(AtomicIntegerArray ends, int n, Throwable e, CountDownLatch left) {
        if (ends.getAndIncrement(n) == 0) {
            ended.incrementAndGet();
            left.countDown();
        } else {
            endedTwice.incrementAndGet();
        }
        boolean expected =
                e == null
                        || e instanceof TaskCancelledException
                        || e instanceof DeadlineExceededException;
        if (!expected) {
            wrongEnds.incrementAndGet();
        }
    }

    /** Each canceller goes through all of them, from a place of its own. */
    private static void cancelAll(Task<?>[] tasks, SplittableRandom random) {
        int start = random.nextInt(tasks.length);
        for (int i = 0; i < tasks.length; i++) {
            tasks[(start + i) % tasks.length].cancel();
            spin(random.nextInt(500) == 0 ? random.nextInt(20_000) : 0);
        }
    }

    private Integer body(int kind) throws Exception {
        begun++;
        try {
            return waitFor(kind);
        } finally {
            unwound++;
        }
    }

    private Integer waitFor(int kind) throws Exception {
        switch (kind) {
            case 0 -> await(Mono.never());
            case 1 -> sleep(HOUR);
            case 2 -> sleep(SOON);
            case 3 -> holdTheLock();
            case 4 -> queue.take();
            case 5 -> await(new CompletableFuture<Void>());
            case 6 -> inAGroup();
            case 7 -> shield(SOON, () -> sleep(HOUR));
            case 8 -> timeout(HOUR, () -> timeout(SOON, () -> await(Mono.never())));
            case 9 -> takeTurns();
            case 10 -> shareASemaphore();
            default -> exchange();
        }
        return kind;
    }

    private void holdTheLock() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            checkpoint();
        } finally {
            lock.unlock();
        }
    }

    private static void inAGroup() {
        try (var group = TaskGroup.open()) {
            group.spawn(() -> sleep(HOUR));
            group.spawn(() -> await(Mono.never()));
            group.join();
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    private static void takeTurns() {
        for (int i = 0; i < 10; i++) {
            checkpoint();
        }
    }

    private void shareASemaphore() throws InterruptedException {
        semaphore.acquire();
        try {
            sleep(SOON);
        } finally {
            semaphore.release();
        }
    }

    /** A value on its way from another task. */
    private static void exchange() {
        var sink = Sinks.<Integer>one();
        var giver = EventLoop.current().spawn(() -> sink.tryEmitValue(1));
        try {
            await(sink.asMono());
        } finally {
            giver.cancel();
        }
    }

    // --- no value is lost to a request ------------------------------------------------------

    /** What is taken from a source is returned or dropped; which of them is a race. */
    @Test
    void valueThatRacesWithARequestIsReturnedOrDroppedButNeverLost() throws Exception {
        int rounds = 100_000;
        var returned = new AtomicInteger();
        var dropped = new AtomicInteger();
        reactor.core.publisher.Hooks.onNextDropped(_ -> dropped.incrementAndGet());
        try (var loop = EventLoop.open()) {
            var cancels = new LinkedBlockingQueue<Task<?>>();
            var canceller =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < rounds; i++) {
                                    take(cancels).cancel();
                                }
                            });
            for (int i = 0; i < rounds; i++) {
                var source = new Ungated();
                var task =
                        loop.spawn(() -> {
                            await(source);
                            returned.incrementAndGet();
                        });
                source.subscribed.await();
                cancels.put(task);
                source.emit();
            }
            canceller.join();
        } finally {
            reactor.core.publisher.Hooks.resetOnNextDropped();
        }

        assertThat(returned.get() + dropped.get()).isEqualTo(rounds);
    }

    private static <T> T take(LinkedBlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Emits whether or not it has been cancelled, as a source may that is just about to. */
    private static final class Ungated extends Mono<String> {
        private final CountDownLatch subscribed = new CountDownLatch(1);
        private reactor.core.CoreSubscriber<? super String> subscriber;

        @Override
        public void subscribe(reactor.core.CoreSubscriber<? super String> actual) {
            subscriber = actual;
            actual.onSubscribe(reactor.core.publisher.Operators.emptySubscription());
            subscribed.countDown();
        }

        void emit() {
            subscriber.onNext("value");
        }
    }
}
