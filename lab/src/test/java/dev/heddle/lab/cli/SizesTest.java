package dev.heddle.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({"1,1", "512k,524288", "10m,10485760", "2G,2147483648", "1t,1099511627776"})
    void unitsArePowersOf1024AndBytesAreTheDefault(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "0", "-1", "1.5m", "10x", "99999999t", "ten"})
    void whatIsNoSizeIsShown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sizes.parse(text))
                .withMessage("must be a size such as 512k, 10m or 2g: " + text);
    }
}
