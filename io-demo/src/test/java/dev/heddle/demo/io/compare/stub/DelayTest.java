package dev.heddle.demo.io.compare.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelayTest {
    @Test
    void fixedDelayIsTheSameForEveryRequest() {
        assertThat(Delay.fixed(50).micros(1))
                .isEqualTo(Delay.fixed(50).micros(2))
                .isEqualTo(50_000);
    }

    @Test
    void lognormalDelayBelongsToTheNumberOfTheRequest() {
        var delay = new Delay(50, 0.4);
        assertThat(delay.micros(17)).isEqualTo(new Delay(50, 0.4).micros(17));
        assertThat(delay.micros(17)).isNotEqualTo(delay.micros(18));
    }

    @Test
    void lognormalDelaysHaveTheirMedianAndSpread() {
        var delay = new Delay(50, 0.4);
        var sorted = IntStream.range(0, 10_001).mapToLong(delay::micros).sorted().toArray();
        assertThat(sorted[5_000] / 1e3).isCloseTo(50, within(2.0));
        // One sigma above the median, below which are 84.1 %.
        assertThat(sorted[8_413] / 1e3).isCloseTo(50 * Math.exp(0.4), within(3.0));
    }

    @Test
    void wordIsReadBack() {
        assertThat(Delay.parse(new Delay(50, 0.4).word())).isEqualTo(new Delay(50, 0.4));
        assertThat(Delay.parse(Delay.fixed(0).word())).isEqualTo(Delay.fixed(0));
    }

    @Test
    void whatIsNoDelayIsShown() {
        assertThatThrownBy(() -> Delay.parse("soon")).hasMessage("no delay: soon");
    }
}
