package dev.heddle.demo.io;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes, and what it may assume of its readers: a bar is drawn for a
 * terminal only, colours are for terminals whose user has not set {@code NO_COLOR}.
 *
 * @param in standard input, unbuffered
 * @param out standard output, unbuffered; its failures are the caller's to handle
 * @param err standard error, unbuffered
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param color whether terminals may get colours
 */
public record Stdio(
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean color) {
    /**
     * The launcher's word on which of the descriptors 1 and 2 are terminals, which Java cannot ask.
     */
    private static final String TERMINALS = "heddle.terminals";

    /** The streams of this process. */
    static Stdio system() {
        String terminals =
                "dumb".equals(System.getenv("TERM")) ? "" : System.getProperty(TERMINALS, "");
        String noColor = System.getenv("NO_COLOR");
        return new Stdio(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                terminals.indexOf('1') >= 0,
                terminals.indexOf('2') >= 0,
                noColor == null || noColor.isEmpty());
    }

    /** Prints text that nobody depends on having been read: a reader who left is no failure. */
    public void print(String text) {
        write(out, text);
    }

    /** {@link #print Prints} to standard error. */
    public void printError(String text) {
        write(err, text);
    }

    /** Says one sentence on standard error, under the name of the program. */
    public void complain(String sentence) {
        printError("heddle: " + sentence + "\n");
    }

    private static void write(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // The reader has gone, as head does after its lines: there is nobody left to tell.
        }
    }
}
