package dev.heddle.lab.advise;

import static dev.heddle.lab.advise.Evidence.computing;
import static dev.heddle.lab.advise.Evidence.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final CallProfile MILLISECOND = computing(1_000);

    private static Decision.Verdict decide(CallProfile call, ModelEvidence... models) {
        return Decision.of(List.of(models), call, 64);
    }

    private static String best(Decision.Verdict verdict) {
        var best = verdict.best();
        return best == null ? "none" : best.model();
    }

    @Test
    void theFastestIsNamedWithTheNextFastestAsItsRunnerUp() {
        var verdict =
                decide(
                        computing(3),
                        Evidence.of(Way.INLINE, 3),
                        Evidence.of(Way.THREADS, 5),
                        Evidence.of(Way.PROCESSES, 20));

        assertThat(best(verdict)).isEqualTo("inline");
        assertThat(verdict.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(verdict.runnerUp()).isEqualTo(Evidence.of(Way.THREADS, 5));
    }

    @Test
    void theFastestIsPassedOverIfItHoldsTheLoop() {
        var inline = Evidence.of(Way.INLINE, 400, 0.02, 60, 10);

        var verdict =
                decide(
                        MILLISECOND,
                        inline,
                        Evidence.of(Way.THREADS, 500),
                        Evidence.of(Way.PROCESSES, 600));

        assertThat(best(verdict)).isEqualTo("threads");
        assertThat(verdict.held()).containsExactly(inline);
    }

    @Test
    void aLoopThatIsLateBesideEveryWayIsHeldByNone() {
        var verdict =
                decide(
                        MILLISECOND,
                        Evidence.of(Way.INLINE, 400, 0.02, 60, 10),
                        Evidence.of(Way.THREADS, 500, 0.02, 50, 10));

        assertThat(best(verdict)).isEqualTo("inline");
    }

    @Test
    void tinyCallsDoNotHoldTheLoopWhoeverMakesItLate() {
        var verdict =
                decide(
                        computing(3),
                        Evidence.of(Way.INLINE, 3, 0.02, 60, 10),
                        Evidence.of(Way.THREADS, 5));

        assertThat(best(verdict)).isEqualTo("inline");
    }

    @Test
    void garbageThatStopsTheLoopMakesItProcesses() {
        var garbage = Evidence.call(1_000, 1_000, 10_000_000);

        var verdict =
                decide(
                        garbage,
                        Evidence.of(Way.INLINE, 1_000, 0.02, 80, 10),
                        Evidence.of(Way.THREADS, 500, 0.02, 40, 10),
                        Evidence.of(Way.VIRTUAL_THREADS, 510, 0.02, 40, 10),
                        Evidence.of(Way.PROCESSES, 700));

        assertThat(best(verdict)).isEqualTo("processes");
    }

    @Test
    void asFastAsAnotherAndWithFewerPartsIsNamed() {
        var models =
                new ModelEvidence[] {
                    Evidence.of(Way.INLINE, 2_000),
                    Evidence.of(Way.THREADS, 1_030),
                    Evidence.of(Way.VIRTUAL_THREADS, 1_000),
                    Evidence.of(Way.PROCESSES, 990)
                };

        assertThat(best(decide(MILLISECOND, models))).isEqualTo("threads");
        assertThat(decide(MILLISECOND, models).equals())
                .extracting(ModelEvidence::model)
                .containsExactly("virtual-threads", "processes");
        assertThat(best(decide(waiting(20_000), models))).isEqualTo("virtual-threads");
    }

    @Test
    void moreThanFivePercentIsADifference() {
        var verdict =
                decide(
                        MILLISECOND,
                        Evidence.of(Way.THREADS, 1_060),
                        Evidence.of(Way.PROCESSES, 1_000));

        assertThat(best(verdict)).isEqualTo("processes");
    }

    @Test
    void intervalsThatOverlapLeaveLowConfidence() {
        var verdict =
                decide(
                        MILLISECOND,
                        Evidence.of(Way.THREADS, 1_000, 0.2, 1, 10),
                        Evidence.of(Way.PROCESSES, 1_200, 0.2, 1, 10));

        assertThat(best(verdict)).isEqualTo("threads");
        assertThat(verdict.confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void wideIntervalsThatAreApartLeaveMediumConfidence() {
        var verdict =
                decide(
                        computing(3),
                        Evidence.of(Way.INLINE, 3, 0.6, 1, 10),
                        Evidence.of(Way.THREADS, 300, 0.6, 1, 10));

        assertThat(best(verdict)).isEqualTo("inline");
        assertThat(verdict.confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @Test
    void intervalsAsWideAsWhatTheyMeasureLeaveNothingToSay() {
        var verdict =
                decide(
                        MILLISECOND,
                        Evidence.of(Way.THREADS, 1_000, 0.8, 1, 10),
                        Evidence.of(Way.PROCESSES, 1_500, 0.8, 1, 10));

        assertThat(best(verdict)).isEqualTo("none");
        assertThat(verdict.reasons())
                .containsExactly(
                        "not enough data: threads took from 200 µs to 1.80 ms a call, and others as"
                                + " much");
    }

    @Test
    void fourRoundsAreNotEnough() {
        var verdict =
                decide(
                        MILLISECOND,
                        Evidence.of(Way.THREADS, 500, 0.02, 1, 4),
                        Evidence.of(Way.PROCESSES, 900));

        assertThat(best(verdict)).isEqualTo("none");
        assertThat(verdict.reasons())
                .containsExactly("not enough data: threads has 4 rounds, which must be 5");
    }

    @Test
    void nothingMeasuredIsNotEnough() {
        var verdict = decide(MILLISECOND, ModelEvidence.absent("threads", "it threw"));

        assertThat(best(verdict)).isEqualTo("none");
        assertThat(verdict.reasons()).hasSize(1);
    }
}
