package dev.heddle.load.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static final Random RANDOM = new Random(1);

    private final Timing stalling =
            new Timing(1_000, new StubDelay.Fixed(Duration.ofNanos(5)), 100, 20);

    @Test
    void outsideAStallOnlyTheDelayCounts() {
        assertThat(stalling.due(1_010, RANDOM)).isEqualTo(1_015);
    }

    @Test
    void whatIsDueInAStallIsAnsweredAtItsEnd() {
        assertThat(stalling.due(1_075, RANDOM)).isEqualTo(1_100);
        assertThat(stalling.due(1_094, RANDOM)).isEqualTo(1_100);
        assertThat(stalling.due(1_095, RANDOM)).isEqualTo(1_100);
    }

    @Test
    void eachPeriodHasItsStall() {
        assertThat(stalling.due(1_374, RANDOM)).isEqualTo(1_379);
        assertThat(stalling.due(1_375, RANDOM)).isEqualTo(1_400);
    }

    @Test
    void withoutAStallThereIsNone() {
        var timing = new Timing(1_000, StubDelay.NONE, 0, 0);

        assertThat(timing.due(1_099, RANDOM)).isEqualTo(1_099);
    }
}
