package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import org.junit.jupiter.api.Test;

class FetchHelpTest {
    @Test
    void helpFitsEightyColumns() {
        var run = Run.of("fetch", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(FetchOptions.HELP);
        assertThat(FetchOptions.HELP.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(FetchOptions.known().getOptions())
                .allSatisfy(o -> assertThat(FetchOptions.HELP).contains("--" + o.getLongOpt()));
    }
}
