package dev.heddle.lab.advise;

import static dev.heddle.lab.advise.Evidence.computing;
import static dev.heddle.lab.advise.Evidence.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Effort;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SizesTest {
    private static final Effort USUAL = new Effort(Duration.ofSeconds(12), 7, 60);
    private static final double SECOND = 1_000_000;

    private static Sizes sizes(CallProfile call) {
        return new Sizes(call, 64, 2);
    }

    @Test
    void aLongCallIsMadeOnceForEachCoreAndOnceOnTheLoop() {
        var sizes = sizes(computing(SECOND));

        assertThat(Stream.of(Way.values()).map(sizes::calls)).containsExactly(1, 2, 2, 2);
        assertThat(Stream.of(Way.values()).map(sizes::round)).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void shortCallsFillARoundAndTheEffortStays() {
        var sizes = sizes(computing(1_000));

        assertThat(Stream.of(Way.values()).map(sizes::calls)).containsOnly(64);
        assertThat(sizes.effort(USUAL)).isSameAs(USUAL);
    }

    @Test
    void longCallsGetTheTimeThatTheLeastRoundsOfAllModelsNeed() {
        var effort = sizes(computing(SECOND)).effort(USUAL);

        assertThat(effort.leastRounds()).isEqualTo(Decision.LEAST_ROUNDS);
        assertThat(effort.perWorkload()).isEqualTo(Duration.ofSeconds(24));
    }

    @Test
    void aCallOfTheUsualDeadlineIsWithinWhatIsMeasuredAtMost() {
        assertThat(sizes(computing(10 * SECOND)).effort(USUAL).perWorkload())
                .isLessThan(Sizes.MOST);
        assertThat(sizes(computing(60 * SECOND)).effort(USUAL).perWorkload())
                .isGreaterThan(Sizes.MOST);
    }

    @Test
    void longCallsThatWaitAreAllInFlightWhereThatCostsNothing() {
        var sizes = sizes(waiting(SECOND / 10));

        assertThat(sizes.calls(Way.VIRTUAL_THREADS)).isEqualTo(64);
        assertThat(sizes.calls(Way.THREADS)).isEqualTo(6);
    }

    @Test
    void everyWayMakesTheCallsWhoseResultsAreCompared() {
        for (double micros : new double[] {1, 1_000, 80_000, 2 * SECOND}) {
            var sizes = sizes(computing(micros));

            assertThat(Stream.of(Way.values()).map(sizes::calls))
                    .allMatch(calls -> calls >= sizes.compared(1));
        }
    }
}
