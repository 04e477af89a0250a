package dev.heddle.load.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StubDelayTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    @Test
    void eachFormIsRead() {
        assertThat(StubDelay.parse("50ms")).isEqualTo(new StubDelay.Fixed(Duration.ofMillis(50)));
        assertThat(StubDelay.parse("lognormal:2s:0.4"))
                .isEqualTo(new StubDelay.Lognormal(Duration.ofSeconds(2), 0.4));
        assertThat(StubDelay.parse("uniform:10ms..1s"))
                .isEqualTo(new StubDelay.Uniform(Duration.ofMillis(10), Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1ms",
                "lognormal",
                "lognormal:50ms",
                "lognormal:50ms:x",
                "lognormal:50ms:NaN",
                "lognormal:50ms:4",
                "uniform:50ms",
                "uniform:90ms..10ms",
                "uniform:..10ms",
                "normal:1ms:2"
            })
    void whatIsNoDelayIsShown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StubDelay.parse(text))
                .withMessageStartingWith("must be a delay such as 50ms")
                .withMessageEndingWith(": " + text);
    }

    @Test
    void halfOfTheLognormalOnesAreBelowTheMedian() {
        long[] nanos = sample(new StubDelay.Lognormal(MILLI, 0.5));

        assertThat(nanos[nanos.length / 2]).isBetween(980_000L, 1_020_000L);
        // exp(0.5 · 2.326) = 3.2
        assertThat(nanos[nanos.length * 99 / 100]).isBetween(3_000_000L, 3_400_000L);
    }

    @Test
    void uniformOnesReachBothEnds() {
        long[] nanos = sample(new StubDelay.Uniform(MILLI, Duration.ofMillis(2)));

        assertThat(nanos[0]).isBetween(1_000_000L, 1_010_000L);
        assertThat(nanos[nanos.length - 1]).isBetween(1_990_000L, 2_000_000L);
    }

    private static long[] sample(StubDelay delay) {
        var random = new Random(7);
        long[] nanos = new long[20_000];
        Arrays.setAll(nanos, _ -> delay.nanos(random));
        Arrays.sort(nanos);
        return nanos;
    }
}
