package dev.heddle.demo.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
    void aCommandTellsTheVersion() {
        assertThat(Run.of("fetch", "-V")).isEqualTo(Run.of("--version"));
    }

    @Test
    void whatCannotBePrintedIsSaid() throws IOException {
        var err = new ByteArrayOutputStream();
        try (var full = new FileOutputStream("/dev/full")) {
            var in = InputStream.nullInputStream();
            var stdio = new Stdio(in, full, err, false, false, false, false, 80, 24);

            assertThat(Main.run(stdio, "--help")).isEqualTo(1);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("heddle: cannot write to standard output: No space left on device\n");
    }

    @Test
    void aReaderWhoLeftIsNoFailure() throws IOException {
        var err = new ByteArrayOutputStream();
        try (var left =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                }) {
            var in = InputStream.nullInputStream();
            var stdio = new Stdio(in, left, err, false, false, false, false, 80, 24);

            assertThat(Main.run(stdio, "--help")).isZero();
        }
        assertThat(err.size()).isZero();
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
                "--conc=3                      | no option --conc; did you mean --concurrency?",
                "--concurrency                 | --concurrency needs a value",
                "--concurrency=x http://x      | --concurrency must be a number from 1: x",
                "-c 0 http://x                 | --concurrency must be a number from 1: 0",
                "--per-host=-3 http://x        | --per-host must be a number from 1: -3",
                "--timeout=soon http://x       | --timeout must be a time such as 10s, 500ms or 2m: soon",
                "--timeout=0 http://x          | --timeout must be more than zero: 0",
                "--retries=-1 http://x         | --retries must be a number from 0: -1",
                "--rate=0 http://x             | --rate must be a number for each second, such as 10 or 0.5: 0",
                "--max-body=big http://x       | --max-body must be a size such as 512k, 10m or 2g: big",
                "--header=nonsense http://x    | --header must be 'Name: value': nonsense",
                "--method=G=T http://x         | --method must be one such as GET or POST: G=T",
                "--data=@no/where http://x     | cannot read --data no/where: no such file",
                "--resume http://x             | --resume needs -o FILE",
                "--resume -o - http://x        | --resume needs -o FILE",
                "--retry-failed http://x       | --retry-failed needs --resume",
                "-x t=css:h1 http://x          | --extract needs -o",
                "-x t=css -o - http://x        | --extract must be NAME=css:…, NAME=json:… or NAME=regex:…: t=css",
                "-x t=xml:a -o - http://x      | --extract knows css, json and regex, not xml",
                "-x t=css:a[ -o - http://x     | --extract cannot read the CSS selector a[: ",
                "-x t=json:$[ -o - http://x    | --extract cannot read the JSON path $[: ",
                "-x t=regex:( -o - http://x    | --extract cannot read the regular expression (: ",
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
