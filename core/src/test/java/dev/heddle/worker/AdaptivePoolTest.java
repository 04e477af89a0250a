package dev.heddle.worker;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdaptivePoolTest {
    private static final long MICRO = 1_000;

    private final SteppingTicker ticker = new SteppingTicker();
    private final InProcessPool pool =
            WorkerPool.ofThreads().size(1).budget(CoreBudget.of(1)).open();
    private final AdaptivePool adaptive =
            new AdaptivePool((BasePool) pool, Duration.ofNanos(50_000), ticker);

    @AfterEach
    void close() {
        adaptive.close();
    }

    /** The time a work takes is its input. */
    private String work(long nanos) {
        ticker.advance(nanos);
        return Thread.currentThread().getName();
    }

    private AdaptivePool.Choice choice() {
        return adaptive.explain().kinds().getFirst();
    }

    @Test
    void cheapWorkMovesToTheLoopOnceItIsKnown() {
        EventLoop.run(() -> {
            assertThat(submitSame(8)).isZero();
            assertThat(submitSame(1)).isEqualTo(1);
            return null;
        });

        assertThat(choice().offloaded()).isEqualTo(8);
        assertThat(choice().reason()).contains("a hand-off");
    }

    /** How many of so many calls of one kind ran on the loop. */
    private long submitSame(int calls) {
        return submitSame(calls, 0);
    }

    private long submitSame(int calls, long nanos) {
        long before = inline();
        for (int i = 0; i < calls; i++) {
            same(nanos);
        }
        return inline() - before;
    }

    private long inline() {
        return adaptive.explain().kinds().stream().mapToLong(AdaptivePool.Choice::inline).sum();
    }

    private final Work<Long, String> same = this::work;

    private void same(long nanos) {
        await(adaptive.submit(same, nanos));
    }

    @Test
    void costlyWorkStaysOnThePool() {
        EventLoop.run(() -> submitSame(50, 100 * MICRO));

        assertThat(choice().inline()).isZero();
        assertThat(choice().runsInline()).isFalse();
        assertThat(choice().reason()).startsWith("may take more than");
    }

    @Test
    void oneBadRunSendsItBackAndTheNextTryIsLater() {
        EventLoop.run(() -> {
            submitSame(9);
            assertThat(submitSame(1, 100 * MICRO)).isEqualTo(1);
            assertThat(submitSame(16)).isZero();
            return null;
        });

        assertThat(choice().inline()).isEqualTo(2);
    }

    @Test
    void itIsTriedAgainOnceItIsCheapForLong() {
        EventLoop.run(() -> {
            submitSame(9);
            submitSame(1, 100 * MICRO);
            assertThat(submitSame(200)).isPositive();
            return null;
        });
    }

    @Test
    void offALoopEverythingGoesToThePool() {
        for (int i = 0; i < 20; i++) {
            adaptive.submit(same, 0L).block();
        }

        assertThat(choice().inline()).isZero();
    }

    @Test
    void aLoopIsNotKeptBusyForMoreThanAFifth() {
        var share = new LoopShare();
        long window = TimeUnit.MILLISECONDS.toNanos(10);
        share.spent(window / 5 - 1);

        assertThat(share.hasTime(1, 1)).isTrue();
        assertThat(share.hasTime(1, 2)).isFalse();
        assertThat(share.hasTime(window, 2)).isTrue();
    }

    @Test
    void whatItThrowsOnTheLoopIsItsFailure() {
        Work<Integer, Integer> refusing =
                i -> {
                    throw new IllegalStateException("no " + i);
                };
        EventLoop.run(() -> {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> await(adaptive.submit(refusing, 1)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("no 1");
            }
            return null;
        });

        assertThat(choice().inline()).isPositive();
    }

    @Test
    void aLargerInputIsAnotherKind() {
        adaptive.submit(String::length, "a").block();
        Work<String, Integer> length = String::length;
        adaptive.submit(length, "a").block();
        adaptive.submit(length, "a".repeat(1_000)).block();

        assertThat(adaptive.explain().kinds()).hasSize(3);
        assertThat(adaptive.explain().toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void aClosedPoolRefusesWhatItWouldRunOnTheLoop() {
        EventLoop.run(() -> {
            submitSame(9);
            adaptive.close();
            assertThatThrownBy(() -> same(0)).hasMessageContaining("is closed");
            return null;
        });
    }

    /**
     * Each look at it takes 5 µs, so that a hand-over takes 10 µs and a run 5 µs more than work.
     */
    private static final class SteppingTicker implements Ticker {
        private final AtomicLong now = new AtomicLong();
        private static final long STEP = 5 * MICRO;

        void advance(long nanos) {
            now.addAndGet(nanos);
        }

        @Override
        public long nanoTime() {
            return now.addAndGet(STEP);
        }

        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }
    }
}
