package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Effort;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceWordsTest {
    private static final List<ModelEvidence> MODELS =
            List.of(Evidence.of(Way.INLINE, 3), Evidence.of(Way.THREADS, 5));

    private static final Advisor.Settings SETTINGS =
            new Advisor.Settings(
                    64,
                    Duration.ofSeconds(10),
                    64L << 20,
                    Confidence.LOW,
                    new Effort(Duration.ofSeconds(12), 7, 60),
                    Duration.ofMillis(500),
                    0);

    private static CallProfiler.Measured measured(double micros) {
        return new CallProfiler.Measured(Evidence.computing(micros), null, false, List.of());
    }

    @Test
    void onAMachineThatDoesTooMuchElseNothingIsNamed() {
        var tried = new Tried(MODELS, List.of(), List.of("advise was not judged: it was noisy."));

        var advice = new AdviceWords("x", SETTINGS, measured(3), tried).advice();

        assertThat(advice.isGiven()).isFalse();
        assertThat(advice.verdict()).isEqualTo("No advice: advise was not judged: it was noisy.");
        assertThat(advice.reasons()).containsExactly("advise was not judged: it was noisy");
        assertThat(advice.models()).hasSize(2);
    }

    @Test
    void theSameOnAQuietMachineIsNamed() {
        var tried = new Tried(MODELS, List.of(), List.of());

        assertThat(new AdviceWords("x", SETTINGS, measured(3), tried).advice().model())
                .isEqualTo("inline");
    }

    @Test
    void fewerInFlightThanAskedForIsSaid() {
        var tried = new Tried(List.of(Evidence.ofCalls(Way.INLINE, 1e6, 2)), List.of(), List.of());

        assertThat(new AdviceWords("x", SETTINGS, measured(1e6), tried).advice().notes())
                .containsExactly(
                        "At most 2 calls were in flight, not 64, with which a round would take too"
                                + " long.");
    }

    @Test
    void callsThatTakeTooLongAreRefusedWithTheTimeTheyNeed() {
        var needed = new Effort(Duration.ofMinutes(24), 5, 60);

        var advice = AdviceWords.tooLong("x", SETTINGS, measured(60e6), needed);

        assertThat(advice.reasons())
                .containsExactly(
                        "calls of 60 s take too long: 5 rounds of each model would take 25 min, and"
                                + " advise measures for 5 min at most");
        assertThat(advice.next()).isEqualTo("try it with a smaller input");
    }
}
