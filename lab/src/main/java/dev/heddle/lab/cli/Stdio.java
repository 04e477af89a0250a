package dev.heddle.lab.cli;

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
 * @param inIsTerminal whether a person writes {@code in}
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param color whether terminals may get colours
 * @param columns the width of the terminal, if there is one
 * @param rows its height
 */
public record Stdio(
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean color,
        int columns,
        int rows) {
    /** What is assumed of a terminal that does not tell its width. */
    public static final int USUAL_COLUMNS = 80;

    /** And of one that does not tell its height. */
    public static final int USUAL_ROWS = 24;

    /** The launcher's word on which of the descriptors are terminals, which Java cannot ask. */
    private static final String TERMINALS = "heddle.terminals";

    /** The launcher's word on the width of the terminal. */
    private static final String COLUMNS = "heddle.columns";

    /** The launcher's word on its height. */
    private static final String ROWS = "heddle.rows";

    /** The streams of this process. */
    public static Stdio system() {
        String terminals = System.getProperty(TERMINALS, "");
        boolean clever = !"dumb".equals(System.getenv("TERM"));
        int columns = Integer.getInteger(COLUMNS, USUAL_COLUMNS);
        int rows = Integer.getInteger(ROWS, USUAL_ROWS);
        String noColor = System.getenv("NO_COLOR");
        return new Stdio(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                terminals.indexOf('0') >= 0,
                clever && terminals.indexOf('1') >= 0,
                clever && terminals.indexOf('2') >= 0,
                noColor == null || noColor.isEmpty(),
                columns > 0 ? columns : USUAL_COLUMNS,
                rows > 0 ? rows : USUAL_ROWS);
    }

    /**
     * Prints to standard output. A reader who left, as {@code head} does after its lines, is no
     * failure.
     *
     * @throws CommandFailure if the text is lost otherwise, as on a full disk
     */
    public void print(String text) {
        try {
            write(out, text);
        } catch (IOException e) {
            if (!isBrokenPipe(e)) {
                throw CommandFailure.fault("cannot write to standard output: " + e.getMessage(), e);
            }
        }
    }

    /** Prints to standard error, as far as that can be written. */
    public void printError(String text) {
        try {
            write(err, text);
        } catch (IOException _) {
            // There is nowhere left to say so.
        }
    }

    /** Whether it says that nobody reads the other end of a pipe any more. */
    public static boolean isBrokenPipe(IOException e) {
        return "Broken pipe".equals(e.getMessage());
    }

    /** Says one sentence on standard error, under the name of the program. */
    public void complain(String sentence) {
        printError("heddle: " + sentence + "\n");
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
