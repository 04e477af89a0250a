package dev.heddle.load;

import static dev.heddle.Async.await;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heddle.EventLoop;
import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** One loop's part, on a clock that jumps, against a service that is only told when to answer. */
class LoopRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    @Test
    void everyArrivalBeginsAtItsTimeWhateverBecameOfThoseBefore() {
        var run = run(Plans.builder().rate(100).duration(seconds(2)), came -> came + 5 * SECOND);

        assertThat(run.server.came).hasSize(200).startsWith(0L, 10 * MILLI, 20 * MILLI);
        assertThat(run.loopRun.recording.ok).isEqualTo(200);
        assertThat(run.loopRun.recording.slip.getMaxValue()).isZero();
    }

    @Test
    void aServerThatStallsIsInTheLatencyAsLongAsItsUsersWaited() {
        LongUnaryOperator stalling =
                came -> came % (10 * SECOND) < SECOND ? ceil(came) : came + MILLI;

        var run = run(Plans.builder().rate(500).duration(seconds(20)), stalling);

        double[] truth =
                run.server.came.stream()
                        .mapToDouble(came -> (double) (stalling.applyAsLong(came) - came))
                        .sorted()
                        .toArray();
        double p99 = truth[(int) Math.ceil(0.99 * truth.length) - 1];
        assertThat(p99).isGreaterThan(0.8 * SECOND);
        assertThat((double) run.loopRun.recording.latency.getValueAtPercentile(99))
                .isCloseTo(p99, within(0.002 * p99));
        assertThat(Arrays.stream(truth).max().orElseThrow())
                .isCloseTo(
                        (double) run.loopRun.recording.latency.getMaxValue(),
                        within(0.002 * SECOND));
    }

    /** When the stall that it came in is over. */
    private static long ceil(long came) {
        return came / (10 * SECOND) * (10 * SECOND) + SECOND;
    }

    @Test
    void whatIsDueInTheWarmUpIsSentAndNotMeasured() {
        var run =
                run(
                        Plans.builder().rate(10).duration(seconds(1)).warmUp(seconds(3)),
                        came -> came + MILLI);

        assertThat(run.server.came).hasSize(40);
        assertThat(run.loopRun.recording.offered).isEqualTo(10);
        assertThat(run.loopRun.recording.ok).isEqualTo(10);
        assertThat(run.loopRun.recording.latency.getTotalCount()).isEqualTo(10);
    }

    @Test
    void whatIsAnsweredAfterTheEndCountsWhereItBegan() {
        var run = run(Plans.builder().rate(10).duration(seconds(2)), came -> came + 10 * SECOND);

        var parts = run.loopRun.recording.timeLine.parts;
        assertThat(Arrays.stream(parts).mapToLong(part -> part.ok).sum()).isEqualTo(20);
        assertThat(parts[0].offered).isEqualTo(parts[0].ok).isPositive();
    }

    @Test
    void usersSendAgainAsSoonAsTheyAreAnswered() {
        var run = run(Plans.builder().users(3).duration(seconds(1)), came -> came + 100 * MILLI);

        assertThat(run.server.came).hasSize(30);
        assertThat(run.loopRun.recording.latency.getMaxValue() / 1e6).isCloseTo(100, within(0.2));
    }

    @Test
    void everyUserComesBackFromTheWarmUp() {
        var run =
                run(
                        Plans.builder().users(50).duration(seconds(1)).warmUp(seconds(1)),
                        came -> came + 100 * MILLI);

        assertThat(run.server.came).hasSize(2 * 10 * 50);
        assertThat(run.loopRun.recording.ok).isEqualTo(500);
    }

    @Test
    void theRateIsThatOfTheAnswersThatCameWhileItWasMeasured() {
        // Five a second, whoever asks how often.
        var slow = new long[] {0};
        var run =
                run(
                        Plans.builder().rate(10).duration(seconds(10)),
                        came -> slow[0] = Math.max(came, slow[0]) + 200 * MILLI);

        assertThat(run.loopRun.recording.ok).isEqualTo(100);
        assertThat(run.loopRun.recording.inTime).isBetween(49L, 50L);
    }

    @Test
    void aFailureThatTookLongerThanAnswersDoCountsAsThatLong() {
        var run =
                run(
                        Plans.builder().rate(10).duration(seconds(2)),
                        came -> came < SECOND ? came + MILLI : FakeServer.NEVER,
                        seconds(5),
                        "disconnected");

        var recording = run.loopRun.recording;
        assertThat(recording.errors).containsEntry("disconnected", 10L);
        assertThat(recording.latency.getTotalCount()).isEqualTo(20);
        assertThat(recording.latency.getMaxValue() / 1e9).isCloseTo(4, within(0.1));
    }

    @Test
    void whatIsNeverAnsweredIsGivenUpAndCountsAsLongAsItTook() {
        var run =
                run(
                        Plans.builder().rate(10).duration(seconds(1)),
                        came -> FakeServer.NEVER,
                        seconds(4));

        var recording = run.loopRun.recording;
        assertThat(recording.errors).containsEntry(Sender.UNANSWERED, 10L);
        assertThat(recording.latency.getTotalCount()).isEqualTo(10);
        assertThat(recording.latency.getMaxValue() / 1e9).isCloseTo(4, within(0.01));
    }

    private static Duration seconds(long number) {
        return Duration.ofSeconds(number);
    }

    private static Run run(Plans.Builder plan, LongUnaryOperator answeredAt) {
        return run(plan, answeredAt, Duration.ofSeconds(60));
    }

    /** Runs to its end; what is under way after {@code patience} is given up. */
    private static Run run(Plans.Builder builder, LongUnaryOperator answeredAt, Duration patience) {
        return run(builder, answeredAt, patience, Sender.UNANSWERED);
    }

    private static Run run(
            Plans.Builder builder, LongUnaryOperator answeredAt, Duration patience, String kind) {
        return VirtualTimeLoop.run(() -> {
            var plan = builder.build();
            var netty = Senders.netty(EventLoop.current());
            var ticker = netty.ticker();
            var clock = RunClock.from(ticker, ticker.nanoTime() + MILLI, plan);
            var server = new FakeServer(netty, clock, answeredAt);
            var recording = new Recording(clock, plan, new OneName());
            var run = new LoopRun(plan, 0, netty, clock, builder.book(), recording, server);
            run.start();
            sleep(patience);
            server.giveUp(kind, "given up");
            await(run.drained());
            run.close();
            return new Run(run, server);
        });
    }

    private record Run(LoopRun loopRun, FakeServer server) {}

    private record OneName() implements Recording.Names {
        @Override
        public String of(Arrival arrival) {
            return "GET /";
        }

        @Override
        public boolean areSteps() {
            return false;
        }
    }
}
