package dev.heddle.demo.io.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of UTF-8 in constant memory: what is longer than a limit is passed over and reported,
 * not collected. Used by one thread.
 */
final class LineReader {
    /** No server takes a URL half as long. */
    static final int LONGEST = 65_536;

    /** A JSON object may hold a body. */
    static final int LONGEST_OBJECT = 1_048_576;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final InputStream in;
    private byte[] buffer = new byte[LONGEST];
    private int start;
    private int end;
    private boolean endOfInput;
    private long line;
    private long bytes;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, cut at {@link #limit} bytes; null at the end of input. */
    @Nullable String next() throws IOException {
        tooLong = false;
        int newline = find(start);
        while (newline < 0 && !endOfInput) {
            int searched = end - start;
            fill();
            newline = find(start + searched);
            if (newline < 0 && end - start == buffer.length && !grow()) {
                return cut();
            }
        }
        if (newline < 0 && start == end) {
            return null;
        }
        String text = text(start, newline < 0 ? end : newline);
        start = newline < 0 ? end : newline + 1;
        return text;
    }

    /** The number of the line that was read last, from 1. */
    long line() {
        return line;
    }

    /** Whether the line that was read last had to be cut. */
    boolean tooLong() {
        return tooLong;
    }

    /** How long a line may be that begins as the one that was read last. */
    int limit() {
        return buffer.length;
    }

    /** How much of the input the lines so far make up. */
    long bytes() {
        return bytes - (end - start);
    }

    /** For the first long JSON object; those after it have the same buffer. */
    private boolean grow() {
        if (buffer[start] != '{' || buffer.length == LONGEST_OBJECT) {
            return false;
        }
        buffer = Arrays.copyOf(buffer, LONGEST_OBJECT);
        return true;
    }

    private int find(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        endOfInput = read < 0;
        if (read > 0) {
            ensureText(read);
            end += read;
            bytes += read;
        }
    }

    /** No text has a zero in it, but for UTF-16, which no list of URLs is written in. */
    private void ensureText(int read) throws IOException {
        for (int i = end; i < end + read; i++) {
            if (buffer[i] == 0) {
                throw new IOException("it is binary, not a list of URLs");
            }
        }
    }

    private String cut() throws IOException {
        String text = text(start, end);
        tooLong = true;
        int newline = -1;
        while (newline < 0 && !endOfInput) {
            start = end;
            fill();
            newline = find(start);
        }
        start = newline < 0 ? end : newline + 1;
        return text;
    }

    private String text(int from, int to) {
        line++;
        int stop = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        String text = new String(buffer, from, stop - from, StandardCharsets.UTF_8);
        return line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK
                ? text.substring(1)
                : text;
    }
}
