package dev.heddle.demo.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpListsTheCommands(String option) {
        var run = Run.of(option);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: heddle COMMAND").contains("fetch");
    }

    @Test
    void withoutArgumentsItHelps() {
        assertThat(Run.of()).isEqualTo(Run.of("--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void versionIsOneLine(String option) {
        var run = Run.of(option);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("heddle .+\n");
    }

    @Test
    void unknownCommandIsNamedWithTheNearestOne() {
        var run = Run.of("ftech");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no command ftech; did you mean fetch?");
    }

    @Test
    void aWordLikeNoCommandGetsNoSuggestion() {
        assertThat(Run.of("dance").err()).contains("no command dance\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--jsno                        | no option --jsno; did you mean --json?",
                "--concurrency                 | --concurrency needs a value",
                "--concurrency=x http://x      | --concurrency must be a number from 1: x",
                "-c 0 http://x                 | --concurrency must be a number from 1: 0",
                "--per-host=-3 http://x        | --per-host must be a number from 1: -3",
                "--timeout=soon http://x       | --timeout must be a time: soon is none",
                "--timeout=0 http://x          | --timeout must be a time: 0 is none",
                "-i list http://x              | give URLs or --input, not both",
                "--json -o - http://x          | would both write to standard output"
            })
    void wrongOptionsAreNamed(String arguments, String message) {
        var run = Run.of(("fetch " + arguments).split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("heddle: ").contains(message).doesNotContain("\tat ");
    }
}
