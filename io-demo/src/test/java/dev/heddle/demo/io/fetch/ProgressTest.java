package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Tally tally = new Tally();
    private int columns = Stdio.USUAL_COLUMNS;

    @BeforeEach
    void halfIsDone() {
        tally.add(
                "http://h",
                new Result(Request.of("http://h/1"), 200, 5, 1_000_000, null, null, null, null));
        tally.add("nope", Result.unusable(Request.of("nope"), "bad-url", "no URL"));
    }

    @Test
    void aBarShowsTheShareThatIsDone() {
        assertThat(progress(true, false).bar(2, 1_234))
                .contains("  ████████████············ 2 of 4, 1 failed, 1,234/s")
                .doesNotContain("\u001b[32m");
    }

    @Test
    void aBarHasColoursUnlessTheUserWantsNone() {
        assertThat(progress(true, true).bar(2, 0)).contains("\u001b[32m");
    }

    @Test
    void aNarrowTerminalGetsOnlyTheFigures() {
        columns = 40;
        assertThat(progress(true, false).bar(2, 1_234))
                .contains("  2 of 4, 1 failed, 1,234/s")
                .doesNotContain("█");

        columns = 12;
        assertThat(progress(true, false).bar(2, 1_234)).isEqualTo("  2 of 4, …");
    }

    @Test
    void elsewhereThereAreLines() {
        assertThat(progress(false, false).line(2, 10))
                .isEqualTo("heddle: 2 of 4, 1 failed, 10/s\n");
    }

    @Test
    void closingTakesTheBarAway() {
        Progress.show(stdio(true, false), tally, urls()).close();

        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[J");
    }

    @Test
    void aShortRunLeavesNoLine() {
        Progress.show(stdio(false, false), tally, urls()).close();

        assertThat(err.size()).isZero();
    }

    private Progress progress(boolean terminal, boolean color) {
        return new Progress(stdio(terminal, color), tally, urls());
    }

    private Stdio stdio(boolean terminal, boolean color) {
        return new Stdio(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                err,
                terminal,
                terminal,
                terminal,
                color,
                columns,
                Stdio.USUAL_ROWS);
    }

    private static UrlSource urls() {
        var sending = new Options.Sending(null, Map.of(), null);
        return UrlSource.of(
                List.of("1", "2", "3", "4"), new RequestParser(sending, "the test"), null);
    }
}
