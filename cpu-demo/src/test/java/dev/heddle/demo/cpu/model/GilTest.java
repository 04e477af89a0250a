package dev.heddle.demo.cpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GilTest {
    private static final long INTERVAL = Gil.INTERVAL.toNanos();

    private final ManualTime time = new ManualTime();
    private final Gil gil = Gil.of(time);
    private final List<String> trail = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService other = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    @Test
    void theHolderKeepsItBeforeTheIntervalIsOver() throws Exception {
        gil.take();
        var waiter = takeAndDrop("waiter");
        time.awaitWaiter();

        time.advance(gil, INTERVAL - 1);
        time.awaitWaiter();
        gil.checkpoint();

        trail.add("holder");
        gil.drop();
        waiter.get(60, TimeUnit.SECONDS);
        assertThat(trail).containsExactly("holder", "waiter");
    }

    @Test
    void aWaiterHasItsTurnAfterTheInterval() throws Exception {
        gil.take();
        var waiter = takeAndDrop("waiter");
        time.awaitWaiter();

        time.advance(gil, INTERVAL);
        time.awaitWaiter();
        trail.add("holder's slice");
        gil.checkpoint();

        trail.add("holder again");
        gil.drop();
        waiter.get(60, TimeUnit.SECONDS);
        assertThat(trail).containsExactly("holder's slice", "waiter", "holder again");
    }

    @Test
    void whatNobodyWaitsForIsNotGivenAway() throws Exception {
        gil.take();
        time.advance(gil, 10 * INTERVAL);

        gil.checkpoint();

        assertThat(time.waits()).isZero();
        gil.drop();
    }

    @Test
    void oneHoldsItAtATime() throws Exception {
        var real = Gil.open();
        var holders = new AtomicInteger();
        var most = new AtomicInteger();
        var start = new CountDownLatch(1);
        Callable<Integer> contender =
                () -> {
                    start.await();
                    for (int i = 0; i < 2_000; i++) {
                        real.take();
                        most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                        holders.decrementAndGet();
                        real.drop();
                    }
                    return 0;
                };
        var contenders = List.of(other.submit(contender), other.submit(contender));
        start.countDown();
        for (var one : contenders) {
            one.get(60, TimeUnit.SECONDS);
        }

        assertThat(most).hasValue(1);
    }

    private Future<?> takeAndDrop(String name) {
        return other.submit(() -> {
            gil.take();
            trail.add(name);
            gil.drop();
            return name;
        });
    }

    /** Stands still but for {@link #advance}. */
    private static final class ManualTime implements Gil.Time {
        private final Semaphore waiters = new Semaphore(0);
        private final AtomicInteger waits = new AtomicInteger();
        private volatile long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // it may return early: the lock asks again
        public void await(Object monitor, long nanos) throws InterruptedException {
            waits.incrementAndGet();
            waiters.release();
            monitor.wait();
        }

        int waits() {
            return waits.get();
        }

        void awaitWaiter() throws InterruptedException {
            assertThat(waiters.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        }

        void advance(Gil gil, long nanos) {
            synchronized (gil) {
                now += nanos;
                gil.notifyAll();
            }
        }
    }
}
