package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final LoadPlan PLAN = Plans.builder().connections(100).build();
    private static final GeneratorHealth WELL =
            new GeneratorHealth(0.1, 0.4, 1, 3, 0.3, 20, 0, 0.01);

    @Test
    void aRunLikeItWasPlannedIsValid() {
        assertThat(judge(figures(10_000, 10_000, 10_000, 0)).reasons()).isEmpty();
    }

    @Test
    void nothingOfferedIsNothingMeasured() {
        assertThat(judge(figures(0, 0, 0, 0)).reasons())
                .singleElement()
                .asString()
                .contains("nothing was measured");
    }

    @Test
    void withoutAGoodAnswerTheFirstErrorIsTheReason() {
        var judged = judge(figures(100, 0, 0, 100, Map.of("connect", "Connection refused")));

        assertThat(judged.reasons())
                .containsExactly(
                        "nothing was answered as it should be; first of all: Connection refused");
    }

    @Test
    void arrivalsThatNeverBeganAreTheGeneratorsFault() {
        assertThat(judge(neverBegun(4_600)).reasons())
                .singleElement()
                .asString()
                .contains("the generator is the limit", "10,000", "5,400", "54.0 %");
    }

    @Test
    void arrivalsThatNoConnectionTookAreTheServicesFault() {
        assertThat(judge(figures(10_000, 5_400, 5_400, 4_600)).reasons())
                .singleElement()
                .asString()
                .contains("the service did not keep up", "5,400");
    }

    @Test
    void failuresOfTheServiceAreNoReasonByThemselves() {
        assertThat(judge(figures(10_000, 10_000, 9_000, 1_000)).reasons()).isEmpty();
    }

    @Test
    void latenessCountsAgainstTheLatencyThatItSpoils() {
        assertThat(judge(slip(3, 8)).reasons())
                .singleElement()
                .asString()
                .contains("the generator was late", "3.0 ms", "8.0 ms");
        assertThat(judge(slip(3, 900)).reasons()).isEmpty();
        assertThat(judge(slip(0.5, 0.6)).reasons()).isEmpty();
    }

    @Test
    void latenessAloneOverstatesAndNothingElseDoes() {
        assertThat(judge(slip(3, 8)).overstated()).isTrue();
        assertThat(judge(neverBegun(4_600)).overstated()).isFalse();
        assertThat(judge(figures(10_000, 10_000, 10_000, 0)).overstated()).isFalse();
    }

    @Test
    void whereManyFailedTheLatenciesAreNoBound() {
        var late =
                new Judge.Figures(
                        10_000,
                        4_000,
                        4_000,
                        6_000,
                        Map.of("connect", 6_000L),
                        Map.of("connect", "Connection refused"),
                        400,
                        10_000,
                        10,
                        all(8),
                        all(3),
                        WELL,
                        null);

        assertThat(judge(late).reasons()).singleElement().asString().contains("was late");
        assertThat(judge(late).overstated()).isFalse();
    }

    @Test
    void aLoopThatWasHeldUpReadAnswersLate() {
        var lagging = new GeneratorHealth(6, 20, 0, 0, 0.9, 20, 0, 0.01);

        assertThat(judge(health(lagging, 8, null)).reasons())
                .singleElement()
                .asString()
                .contains("loop was held up", "6.0 ms");
    }

    @Test
    void garbageThatTookMoreThanAHundredthOfTheTimeIsAReason() {
        var collecting = new GeneratorHealth(0.1, 20, 20, 400, 0.9, 20, 0, 0.01);

        assertThat(judge(health(collecting, 8, null)).reasons())
                .singleElement()
                .asString()
                .contains("collected garbage for 400 ms");
    }

    @Test
    void connectionsThatWereAllInUseAreAReason() {
        var waiting = new GeneratorHealth(0.1, 0.4, 0, 0, 0.3, 100, 3_000, 50);

        assertThat(judge(health(waiting, 80, null)).reasons())
                .singleElement()
                .asString()
                .contains("all 100 connections were in use", "30.0 %");
        var few = new GeneratorHealth(0.1, 0.4, 0, 0, 0.3, 100, 90, 50);
        assertThat(judge(health(few, 80, null)).reasons()).isEmpty();
    }

    @Test
    void aSaturatedStubIsAReason() {
        var stub = new StubHealth("WireMock", true, "all its threads were busy");

        assertThat(judge(health(WELL, 8, stub)).reasons())
                .containsExactly(
                        "the stub is the limit, not the generator: all its threads were busy");
        var well = new StubHealth("WireMock", false, "a thread was free in all looks");
        assertThat(judge(health(WELL, 8, well)).reasons()).isEmpty();
    }

    private static Judge.Judgement judge(Judge.Figures figures) {
        return Judge.judge(PLAN, figures);
    }

    private static Judge.Figures figures(long offered, long sent, long ok, long failed) {
        return figures(offered, sent, ok, failed, Map.of());
    }

    private static Judge.Figures figures(
            long offered, long sent, long ok, long failed, Map<String, String> first) {
        return new Judge.Figures(
                offered, sent, ok, failed, Map.of(), first, 400, offered, 10, all(8), all(0.1),
                WELL, null);
    }

    private static Judge.Figures neverBegun(long missed) {
        return new Judge.Figures(
                10_000,
                10_000 - missed,
                10_000 - missed,
                missed,
                Map.of(Sender.NOT_BEGUN, missed),
                Map.of(Sender.NOT_BEGUN, "late"),
                400,
                10_000,
                10,
                all(8),
                all(0.1),
                WELL,
                null);
    }

    private static Judge.Figures slip(double slip, double latency) {
        return new Judge.Figures(
                10_000,
                10_000,
                10_000,
                0,
                Map.of(),
                Map.of(),
                400,
                10_000,
                10,
                all(latency),
                all(slip),
                WELL,
                null);
    }

    private static Judge.Figures health(
            GeneratorHealth health, double latency, @Nullable StubHealth stub) {
        return new Judge.Figures(
                10_000,
                10_000,
                10_000,
                0,
                Map.of(),
                Map.of(),
                400,
                10_000,
                10,
                all(latency),
                all(0.1),
                health,
                stub);
    }

    /** Ten thousand that all took so many milliseconds. */
    private static Latencies all(double millis) {
        var histogram = Histograms.fine();
        histogram.recordValueWithCount(Math.round(millis * 1e6), 10_000);
        return new Latencies(histogram);
    }
}
