package dev.heddle.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0", "999 | 999", "1000 | 1,000", "1234567 | 1,234,567"})
    void countsAreGrouped(long value, String text) {
        assertThat(Numbers.count(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 B",
                "999 | 999 B",
                "1000 | 1.00 kB",
                "163000 | 163 kB",
                "999499 | 999 kB",
                "999600 | 1.00 MB",
                "2500000000 | 2.50 GB"
            })
    void bytesHaveThreeDigits(long value, String text) {
        assertThat(Numbers.bytes(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.00 s",
                "0.617 | 0.62 s",
                "12.34 | 12.3 s",
                "125 | 2 min 5 s",
                "12000 | 3 h 20 min"
            })
    void secondsBecomeMinutesAndHours(double value, String text) {
        assertThat(Numbers.seconds(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0.4211 | 0.42 ms", "52.06 | 52.1 ms", "99.96 | 100 ms", "1234.5 | 1,235 ms"})
    void millisHaveThreeDigits(double value, String text) {
        assertThat(Numbers.millis(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0032 | 3.20 µs",
                "0.412 | 412 µs",
                "0.9999 | 1.00 ms",
                "52.06 | 52.1 ms",
                "999.6 | 1.00 s",
                "65432 | 65.4 s"
            })
    void timesTakeTheUnitThatSuitsThem(double millis, String text) {
        assertThat(Numbers.time(millis)).isEqualTo(text);
    }

    @Test
    void cutTextIsOneLine() {
        assertThat(Numbers.cut("a\nb", 5)).isEqualTo("a b");
        assertThat(Numbers.cut("abcdef", 5)).isEqualTo("abcd…");
    }
}
