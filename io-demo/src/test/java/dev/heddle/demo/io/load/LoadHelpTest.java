package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import org.junit.jupiter.api.Test;

class LoadHelpTest {
    @Test
    void helpFitsEightyColumns() {
        var run = Run.of("load", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(LoadOptions.HELP);
        assertThat(LoadOptions.HELP.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(LoadOptions.known().getOptions())
                .allSatisfy(o -> assertThat(LoadOptions.HELP).contains("--" + o.getLongOpt()));
    }

    @Test
    void theCommandIsOneOfHeddle() {
        assertThat(Run.of("--help").out()).contains("\n  load  ");
    }
}
