package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Model.Side;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures are fed; a model's interval is 1 % around its median unless told otherwise. */
class JudgeTest {
    private static final double FREE = 0.4;

    @Test
    void theFastestIsTheBest() {
        var result = judge(Kind.CPU, java("slow", 20, 0.02), java("quick", 10, 0.02));

        assertThat(result.best()).isEqualTo("quick");
        assertThat(result.models()).extracting(ModelResult::ratioToBest).containsExactly(2.0, 1.0);
    }

    @Test
    void aDemonstrationIsNeverChosen() {
        var result =
                judge(
                        Kind.CPU,
                        standing("interpreter", Side.DEMONSTRATION, 1, 0.001, 1, FREE),
                        java("threads", 10, 0.02));

        assertThat(result.best()).isEqualTo("threads");
    }

    @Test
    void aPythonPeerIsComparedAndNotChosen() {
        var result =
                judge(
                        Kind.VECTORISED,
                        java("simd", 10, 0.02),
                        standing("numpy", Side.PYTHON, 5, 0.005, 1, 0));

        assertThat(result.best()).isEqualTo("simd");
        assertThat(result.models().getLast().ratioToBest()).isEqualTo(0.5);
        assertThat(result.verdict()).endsWith("The fastest Python, numpy, takes 0.5 × the time.");
    }

    @Test
    void aWrongAnswerIsNotChosenHoweverFast() {
        var wrong = figures(1, 0.001, 1, FREE);
        var result =
                judge(
                        Kind.CPU,
                        Standing.wrong(
                                model("racy", Side.JAVA), wrong, "gave 7 where others gave 8"),
                        java("threads", 10, 0.02));

        assertThat(result.best()).isEqualTo("threads");
        assertThat(result.models().getFirst().figures()).isEqualTo(wrong);
        assertThat(result.models().getFirst().why()).isEqualTo("gave 7 where others gave 8");
    }

    @Test
    void aModelThatHeldTheLoopIsNotChosenHoweverFast() {
        var result =
                judge(
                        Kind.CPU,
                        standing("inline", Side.HEDDLE, 10, 0.01, 1, 10.5),
                        java("threads", 20, 0.02));

        assertThat(result.best()).isEqualTo("threads");
        assertThat(result.models().getFirst().why()).isEqualTo("held the loop for 10.5 ms");
        assertThat(result.verdict()).contains("inline takes 0.5 × the time, but held the loop");
    }

    @Test
    void oneHiccupOfTheMachineIsNotHeldAgainstAModel() {
        var millis = new Interval(10, 9.9, 10.1);
        var lag = new LoopLag(0.5, 80, 0.6, Collections.nCopies(60, 0.0));
        var figures = new Figures(millis, 0.01, 0, 0, 1, lag, 9);
        var result = judge(Kind.CPU, Standing.right(model("threads", Side.HEDDLE), figures));

        assertThat(result.best()).isEqualTo("threads");
        assertThat(result.models().getFirst().why()).isEmpty();
    }

    @Test
    void aLoopThatIsLateBesideAllModelsIsHeldAgainstNone() {
        var result =
                judge(
                        Kind.IO,
                        standing("heddle", Side.HEDDLE, 30, 0.03, 1, 9),
                        standing("reactor", Side.JAVA, 20, 0.04, 2, 11));

        assertThat(result.best()).isEqualTo("reactor");
        assertThat(result.models().getLast().why()).isEmpty();
    }

    @Test
    void aModelThatIsAloneAnswersForTheLoop() {
        var result = judge(Kind.CPU, standing("inline", Side.HEDDLE, 45, 0.045, 1, 45));

        assertThat(result.models().getFirst().why()).isEqualTo("held the loop for 45 ms");
    }

    @Test
    void whatOnlyItsWidthTiesWithTheFastestIsNotTheBest() {
        var cheap = Standing.right(model("cheap", Side.JAVA), with(120, 90, 130));
        var quick = Standing.right(model("quick", Side.JAVA), with(100, 80, 150));
        var result = judge(Kind.CPU, cheap, quick);

        assertThat(result.best()).isEqualTo("quick");
        assertThat(result.verdict())
                .startsWith("No clear difference between quick and cheap (100 ms to 120 ms)");
    }

    @Test
    void ifAllHoldTheLoopSpeedDecides() {
        var result =
                judge(
                        Kind.CPU,
                        standing("inline", Side.HEDDLE, 30, 0.03, 1, 30),
                        standing("threads", Side.HEDDLE, 20, 0.04, 2, 15));

        assertThat(result.best()).isEqualTo("threads");
        assertThat(result.verdict())
                .contains("no model left the loop free, this one held it for 15 ms");
    }

    @Test
    void ofTwoThatDoNotDifferTheOneThatCostsLessCpuIsBest() {
        var result = judge(Kind.CPU, java("threads", 100, 0.2), java("fork-join", 101, 0.15));

        assertThat(result.best()).isEqualTo("fork-join");
        assertThat(result.verdict())
                .startsWith(
                        "No difference between fork-join and threads (100 ms to 101 ms);"
                                + " fork-join costs least CPU (150 ms).");
    }

    @Test
    void intervalsThatDoNotOverlapAreADifference() {
        assertThat(Judge.tie(with(100, 99.9, 100.1), with(101, 100.9, 101.1))).isFalse();
        assertThat(Judge.tie(with(100, 99, 101.5), with(101, 100.9, 101.1))).isTrue();
    }

    @Test
    void mediansThatEachCouldBeTheOtherAreNoDifference() {
        assertThat(Judge.tie(with(100, 80, 150), with(120, 90, 130))).isTrue();
        assertThat(Judge.tie(with(100, 80, 110), with(120, 90, 130))).isFalse();
    }

    @Test
    void aNoisyMachineIsNotJudged() {
        var result =
                Judge.judge(
                        new Workload("w", Kind.CPU, "w"),
                        List.of(java("threads", 10, 0.02)),
                        "other processes took 62 % of the cores (limit 15 %)");

        assertThat(result.best()).isNull();
        assertThat(result.verdict())
                .isEqualTo(
                        "Not judged: other processes took 62 % of the cores (limit 15 %). Run it again when"
                                + " the machine does less.");
        assertThat(result.models().getFirst().ratioToBest()).isNaN();
        assertThat(result.models().getFirst().available()).isTrue();
    }

    @Test
    void withNothingToChooseFromThereIsNoBest() {
        var result =
                judge(
                        Kind.CPU,
                        Standing.unavailable(model("a", Side.JAVA), "no such thing"),
                        standing("numpy", Side.PYTHON, 5, 0.005, 1, 0));

        assertThat(result.best()).isNull();
        assertThat(result.verdict()).isEqualTo(Verdict.NOTHING);
        assertThat(result.models()).extracting(ModelResult::ratioToBest).containsOnly(Double.NaN);
    }

    @Test
    void moreCoresAreNamedAsTheCause() {
        var result =
                judge(
                        Kind.CPU,
                        standing("inline", Side.HEDDLE, 45, 0.045, 1, 45),
                        standing("threads", Side.HEDDLE, 23, 0.045, 2, FREE));

        assertThat(result.verdict())
                .isEqualTo(
                        "threads: 23 ms, 2.0 × faster than inline, which held the loop for 45 ms."
                                + " 2.0 cores worked where inline kept 1.0 busy;"
                                + " the loop stayed free (held for 0.4 ms).");
    }

    @Test
    void lessCpuIsNamedAsTheCauseOfAnEngine() {
        var result = judge(Kind.VECTORISED, java("simd", 10, 0.01), java("fork-join", 40, 0.08));

        assertThat(result.verdict())
                .isEqualTo(
                        "simd: 10 ms, 4.0 × faster than fork-join."
                                + " Fork-join needs 8.0 × the CPU: whole arrays at a time,"
                                + " not one value after the other;"
                                + " the loop stayed free (held for 0.4 ms).");
    }

    @Test
    void waitingIsNamedAsTheCauseOfIo() {
        var result =
                judge(
                        Kind.IO,
                        standing("threads", Side.JAVA, 800, 0.4, 64, FREE),
                        standing("heddle", Side.HEDDLE, 500, 0.1, 1, FREE));

        assertThat(result.verdict())
                .isEqualTo(
                        "heddle: 500 ms, 1.6 × faster than threads."
                                + " It waited for 80 % of the time, with one thread where threads"
                                + " had 64; the loop stayed free (held for 0.4 ms).");
    }

    @Test
    void theCostOfHandingOverIsNamedAsTheCauseOfTinyWork() {
        var result =
                judge(
                        Kind.CPU,
                        standing("inline", Side.HEDDLE, 1, 0.001, 1, FREE),
                        standing("threads", Side.HEDDLE, 3, 0.005, 2, FREE),
                        standing("processes", Side.HEDDLE, 50, 0.03, 4, FREE));

        assertThat(result.verdict())
                .startsWith(
                        "inline: 1 ms, 3.0 × faster than threads."
                                + " Threads needs 5.0 × the CPU, more than its other threads give"
                                + " back;");
    }

    @Test
    void theRunnerUpIsNamedBesideThePlainWay() {
        var result =
                judge(
                        Kind.IO,
                        java("one-by-one", 50_000, 1),
                        java("heddle", 500, 0.4),
                        java("reactor", 600, 0.4));

        assertThat(result.verdict())
                .startsWith(
                        "heddle: 500 ms, 1.2 × faster than reactor,"
                                + " and 100 × faster than one-by-one.");
    }

    private static WorkloadResult judge(Kind kind, Standing... standings) {
        return Judge.judge(new Workload("w", kind, "w"), List.of(standings), null);
    }

    private static Standing java(String name, double millis, double cpuSeconds) {
        return standing(name, Side.JAVA, millis, cpuSeconds, 1, FREE);
    }

    private static Standing standing(
            String name, Side side, double millis, double cpu, int threads, double held) {
        return Standing.right(model(name, side), figures(millis, cpu, threads, held));
    }

    private static Figures figures(double millis, double cpu, int threads, double held) {
        var interval = new Interval(millis, 0.99 * millis, 1.01 * millis);
        var lag = new LoopLag(held, held, Collections.nCopies(60, 0.0));
        return new Figures(interval, cpu, 0, 0, threads, lag, 9);
    }

    private static Figures with(double median, double low, double high) {
        var lag = new LoopLag(0, 0, Collections.nCopies(60, 0.0));
        return new Figures(new Interval(median, low, high), 1, 0, 0, 1, lag, 9);
    }

    private static Model model(String name, Side side) {
        return new Model(name, side, name);
    }
}
