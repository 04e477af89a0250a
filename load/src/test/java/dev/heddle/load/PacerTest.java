package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The pacer of a loop that is late, on a clock that is turned by hand. */
class PacerTest {
    private static final long MILLI = 1_000_000L;

    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
    private final List<Long> begun = new ArrayList<>();
    private final List<Long> neverBegun = new ArrayList<>();
    private final List<Throwable> broken = new ArrayList<>();
    private int over;

    @Test
    void whatALateLoopMissedBeginsAsSoonAsItComesToIt() {
        var pacer = pacer(Plans.open(1_000, Duration.ofSeconds(1)));
        pacer.start();

        advance(500);

        assertThat(begun).hasSize(501).startsWith(0L, MILLI).endsWith(500 * MILLI);
        assertThat(pacer.isOver()).isFalse();
    }

    @Test
    void endsAfterTheLast() {
        var pacer = pacer(Plans.open(1_000, Duration.ofSeconds(1)));
        pacer.start();

        advance(999);

        assertThat(begun).hasSize(1_000);
        assertThat(neverBegun).isEmpty();
        assertThat(over).isEqualTo(1);
    }

    @Test
    void whatIsMoreThanASecondLateAfterTheEndIsNotBegun() {
        var pacer = pacer(Plans.open(1_000, Duration.ofSeconds(1)));
        pacer.start();
        advance(100);

        advance(3_000);

        // One turn is taken before it looks at the time.
        assertThat(begun).hasSize(101 + 64);
        assertThat(begun.size() + neverBegun.size()).isEqualTo(1_000);
        assertThat(over).isEqualTo(1);
    }

    @Test
    void whatIsALittleLateWhenStoppedIsNobodysFault() {
        var pacer = pacer(Plans.open(1_000, Duration.ofSeconds(10)));
        pacer.start();
        advance(100);
        ticker.advance(50, TimeUnit.MILLISECONDS);

        pacer.stop();
        pacer.stop();
        advance(1_000);

        assertThat(begun).hasSize(101);
        assertThat(neverBegun).isEmpty();
        assertThat(over).isEqualTo(1);
    }

    @Test
    void whatIsMoreThanASecondLateWhenStoppedWasNeverBegun() {
        var pacer = pacer(Plans.open(1_000, Duration.ofSeconds(10)));
        pacer.start();
        advance(100);
        ticker.advance(3, TimeUnit.SECONDS);

        pacer.stop();

        assertThat(neverBegun).hasSize(2_000).endsWith(2_100 * MILLI);
    }

    @Test
    void aFaultOfOurOwnEndsItAndIsTold() {
        var fault = new IllegalStateException("no memory");
        var clock = RunClock.from(ticker, ticker.nanoTime(), Plans.open(10, Duration.ofSeconds(1)));
        var pacer =
                new Pacer(
                        channel.eventLoop(),
                        clock,
                        Schedule.of(Plans.open(10, Duration.ofSeconds(1)), 0),
                        _ -> {
                            throw fault;
                        },
                        neverBegun::add,
                        () -> over++,
                        broken::add);
        pacer.start();

        advance(500);

        assertThat(broken).containsExactly(fault);
        assertThat(pacer.isOver()).isTrue();
    }

    private Pacer pacer(LoadPlan plan) {
        var clock = RunClock.from(ticker, ticker.nanoTime(), plan);
        return new Pacer(
                channel.eventLoop(),
                clock,
                Schedule.of(plan, 0),
                due -> begun.add(due - clock.zero()),
                due -> neverBegun.add(due - clock.zero()),
                () -> over++,
                broken::add);
    }

    private void advance(long millis) {
        ticker.advance(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
