package dev.heddle.demo.io;

import dev.heddle.lab.cli.Stdio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A command that ran in this JVM.
 *
 * @param exitCode what the process would have ended with
 * @param out its standard output
 * @param err its standard error
 */
public record Run(int exitCode, String out, String err) {
    /** Runs {@code ./heddle args} with nothing on standard input and no terminal. */
    public static Run of(String... args) {
        return with(InputStream.nullInputStream(), args);
    }

    /** Runs it with a text on standard input. */
    public static Run withInput(String text, String... args) {
        return with(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), args);
    }

    /** Runs it with this standard input. */
    public static Run with(InputStream in, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var stdio =
                new Stdio(
                        in,
                        out,
                        err,
                        false,
                        false,
                        false,
                        false,
                        Stdio.USUAL_COLUMNS,
                        Stdio.USUAL_ROWS);
        int exitCode = Main.run(stdio, args);
        return new Run(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}
