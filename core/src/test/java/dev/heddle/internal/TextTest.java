package dev.heddle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.000001S, 0.001 ms",
        "PT0.0015S, 1.5 ms",
        "PT0.25S, 250 ms",
        "PT1S, 1 s",
        "PT1.25S, 1.25 s",
        "PT10S, 10 s",
        "PT59.999S, 59.999 s",
        "PT1M, 1 min",
        "PT1M30S, 1 min 30 s",
        "PT10M, 10 min",
        "PT1H, 1 h",
        "PT1H1S, 1 h 1 s",
        "PT2H20M, 2 h 20 min",
        "PT2H20M20S, 2 h 20 min 20 s",
        "PT100H, 100 h",
        "PT-1S, -1 s"
    })
    void durationsReadWell(Duration duration, String text) {
        assertThat(Text.of(duration)).isEqualTo(text);
    }
}
