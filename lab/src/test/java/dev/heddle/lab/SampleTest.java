package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final LagLog.RoundLag LAG = new LagLog.RoundLag(3, List.of(3.0));
    private static final Usage USED = new Usage(40_000_000, 8_000_000, 1_000);

    @Test
    void whatASampleOfTheWorkloadTookIsMultiplied() {
        var sum = new Sample.Sum(2);
        sum.add(new Round(1, null, null, 20), 5_000_000);
        sum.add(new Round(1, Duration.ofMillis(7), null, 20), 1);

        var sample = sum.sample(USED, 4, LAG, false);

        assertThat(sample).isEqualTo(new Sample(120, 240, 0.4, 0.08, 10_000, 4, -1, -1, LAG, 1));
    }

    @Test
    void cpuTimeThatASampleToldIsMultiplied() {
        var sum = new Sample.Sum(1);
        sum.add(new Round(1, null, Duration.ofMillis(3), 4), 5_000_000);

        assertThat(sum.sample(USED, 1, LAG, false).cpuSeconds()).isEqualTo(0.012);
    }

    @Test
    void lessThanOneTimeIsNoSample() {
        assertThatThrownBy(() -> new Round(1, null, null, 0.5))
                .hasMessage("times must be a number from 1, is 0.5");
    }
}
