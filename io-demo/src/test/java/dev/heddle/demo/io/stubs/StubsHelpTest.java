package dev.heddle.demo.io.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import org.junit.jupiter.api.Test;

class StubsHelpTest {
    @Test
    void everyOptionIsInTheHelp() {
        String help = Run.of("stubs", "--help").out();

        for (var option : StubsOptions.known().getOptions()) {
            assertThat(help).contains("--" + option.getLongOpt());
        }
    }
}
