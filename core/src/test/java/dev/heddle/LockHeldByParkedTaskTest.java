package dev.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.internal.carrier.NaiveLoop;
import dev.heddle.internal.carrier.Transports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A task holds lock one and waits for lock two, which a foreign thread holds; code on the loop
 * wants lock one; the foreign thread lets go of lock two. Why the loop is a virtual thread: see ADR
 * 1.
 */
class LockHeldByParkedTaskTest {
    /** A way to lock, and to see that somebody waits for it. */
    interface Lock {
        void whileHolding(Runnable body);

        boolean isWaitedForBy(Thread thread);
    }

    private static final class Reentrant implements Lock {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        public void whileHolding(Runnable body) {
            lock.lock();
            try {
                body.run();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean isWaitedForBy(Thread thread) {
            return lock.hasQueuedThread(thread) && thread.getState() == Thread.State.WAITING;
        }
    }

    private static final class Monitor implements Lock {
        private final Object monitor = new Object();

        @Override
        public void whileHolding(Runnable body) {
            synchronized (monitor) {
                body.run();
            }
        }

        @Override
        public boolean isWaitedForBy(Thread thread) {
            return thread.getState() == Thread.State.BLOCKED;
        }
    }

    static Stream<Arguments> cases() {
        return ForEachTransport.Available.transports()
                .flatMap(transport ->
                        Stream.of(
                                Arguments.of(
                                        transport,
                                        Named.of("ReentrantLock", new Reentrant()),
                                        new Reentrant()),
                                Arguments.of(
                                        transport,
                                        Named.of("monitor", new Monitor()),
                                        new Monitor())));
    }

    private final Trail trail = new Trail();
    private final CountDownLatch foreignHoldsTwo = new CountDownLatch(1);
    private final CountDownLatch letGoOfTwo = new CountDownLatch(1);
    private final CompletableFuture<Thread> task = new CompletableFuture<>();
    private final CompletableFuture<Thread> onTheLoop = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(2);

    private Thread foreignThreadThatHolds(Lock two) {
        var foreign =
                Thread.ofPlatform()
                        .start(() ->
                                two.whileHolding(() -> {
                                    foreignHoldsTwo.countDown();
                                    join(letGoOfTwo);
                                }));
        join(foreignHoldsTwo);
        return foreign;
    }

    private void takeBoth(Lock one, Lock two) {
        one.whileHolding(() -> {
            task.complete(Thread.currentThread());
            two.whileHolding(() -> trail.add("task has both"));
        });
        done.countDown();
    }

    private void wantOne(Lock one) {
        onTheLoop.complete(Thread.currentThread());
        one.whileHolding(() -> trail.add("the loop's code has its lock"));
        done.countDown();
    }

    private static void spinUntilWaiting(Lock lock, CompletableFuture<Thread> thread) {
        while (!lock.isWaitedForBy(thread.join())) {
            Thread.onSpinWait();
        }
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void codeOnTheLoopGetsTheLockOfAParkedTask(Transport transport, Lock one, Lock two)
            throws Exception {
        var foreign = foreignThreadThatHolds(two);
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var _ = loop.spawn(() -> takeBoth(one, two));
            spinUntilWaiting(two, task);
            loop.execute(() -> wantOne(one));
            spinUntilWaiting(one, onTheLoop);
            // The loop's own thread waits for the lock; other tasks go on all the same.
            loop.spawn(() -> trail.add("another task")).mono().block();
            letGoOfTwo.countDown();
            join(done);
            // And so does the I/O, once it has the lock.
            var again = new CompletableFuture<Void>();
            loop.execute(() -> again.complete(null));
            again.join();
        }
        foreign.join();

        trail.assertIs("another task", "task has both", "the loop's code has its lock");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTaskResumedOnNettysThreadNeverLetsGoOfIt(Transport transport, Lock one, Lock two)
            throws Exception {
        var foreign = foreignThreadThatHolds(two);
        try (var naive = new NaiveLoop(transports(transport))) {
            naive.spawn(() -> takeBoth(one, two));
            spinUntilWaiting(two, task);
            naive.execute(() -> wantOne(one));
            spinUntilWaiting(one, onTheLoop);
            letGoOfTwo.countDown();
            foreign.join();
            while (naive.readyTasks() == 0) { // a monitor's next owner is woken by a JDK thread
                Thread.onSpinWait();
            }

            // Stuck for good: the owner of the lock is ready to run, and behind the thread that
            // waits.
            assertThat(naive.readyTasks()).isEqualTo(1);
            assertThat(one.isWaitedForBy(onTheLoop.join())).isTrue();
            trail.assertIsEmpty();

            naive.rescue();
            join(done);
        }

        trail.assertIs("task has both", "the loop's code has its lock");
    }

    private static Transports transports(Transport transport) {
        return transport == Transport.EPOLL ? Transports.epoll() : Transports.nio();
    }
}
