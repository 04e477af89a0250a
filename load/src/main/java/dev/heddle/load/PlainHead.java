package dev.heddle.load;

import io.netty.buffer.ByteBuf;

/**
 * Reads the head of an answer where it is as nearly all are: HTTP/1.1, whole in one buffer, with a
 * Content-Length and nothing that changes how the answer ends. All else is left to Netty's decoder,
 * which takes five times as long. Used again and again by one thread; the figures are those of the
 * last head that was read.
 */
final class PlainHead {
    /** Longer heads are left to the decoder. */
    private static final int MOST_BYTES = 4_096;

    private static final byte[] VERSION = ascii("HTTP/1.1 ");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");

    private static final int STATUS_END = VERSION.length + 3;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** So that it does not overflow. */
    private static final int MOST_DIGITS = 18;

    private static final long NONE = -1;

    private final byte[] bytes = new byte[MOST_BYTES];
    private int limit;

    private int status;
    private long length;
    private boolean keepAlive;

    /** Such as 200. */
    int status() {
        return status;
    }

    /** Of the body. */
    long length() {
        return length;
    }

    /** Whether the server will take another request. */
    boolean keepsAlive() {
        return keepAlive;
    }

    /**
     * Reads a head and leaves the buffer at the body; or leaves it as it was.
     *
     * @return whether there was one that is plain
     */
    boolean read(ByteBuf in) {
        limit = Math.min(in.readableBytes(), MOST_BYTES);
        in.getBytes(in.readerIndex(), bytes, 0, limit);
        int end = readStatus() ? readLines() : -1;
        if (end < 0 || length == NONE) {
            return false;
        }
        in.skipBytes(end);
        return true;
    }

    private boolean readStatus() {
        if (limit <= STATUS_END || !matches(0, VERSION)) {
            return false;
        }
        status = 0;
        for (int i = VERSION.length; i < STATUS_END; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            status = status * 10 + digit;
        }
        byte next = bytes[STATUS_END];
        return (next == ' ' || next == '\r')
                && status >= 200
                && status != NO_CONTENT
                && status != NOT_MODIFIED;
    }

    /** Where the body begins; less than zero if the head is not plain. */
    private int readLines() {
        length = NONE;
        keepAlive = true;
        int start = endOfLine(STATUS_END);
        while (start > 0 && start < limit) {
            if (bytes[start] == '\r') {
                return start + 1 < limit && bytes[start + 1] == '\n' ? start + 2 : -1;
            }
            int end = endOfLine(start);
            if (end < 0 || !readLine(start, end - 2)) {
                return -1;
            }
            start = end;
        }
        return -1;
    }

    /** Where the next line begins; less than zero if this one does not end here, and as it must. */
    private int endOfLine(int from) {
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '\n') {
                return bytes[i - 1] == '\r' ? i + 1 : -1;
            }
        }
        return -1;
    }

    private boolean readLine(int start, int end) {
        return switch (bytes[start]) {
            case 'c', 'C' -> readMaybe(start, end);
            case 't', 'T' -> !matches(start, TRANSFER_ENCODING);
            // A line that goes on with the one before it.
            case ' ', '\t' -> false;
            default -> true;
        };
    }

    private boolean readMaybe(int start, int end) {
        if (matches(start, CONTENT_LENGTH)) {
            return readLength(start + CONTENT_LENGTH.length, end);
        }
        return !matches(start, CONNECTION) || readConnection(start + CONNECTION.length, end);
    }

    private boolean readLength(int colon, int end) {
        int from = value(colon, end);
        if (from < 0 || length != NONE || end == from || end - from > MOST_DIGITS) {
            return false;
        }
        length = 0;
        for (int i = from; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            length = length * 10 + digit;
        }
        return true;
    }

    private boolean readConnection(int colon, int end) {
        int from = value(colon, end);
        if (from < 0) {
            return false;
        }
        boolean closes = is(from, end, CLOSE);
        keepAlive &= !closes;
        return closes || is(from, end, KEEP_ALIVE);
    }

    /** Where the value begins; less than zero if there is no colon, or no value. */
    private int value(int colon, int end) {
        if (colon >= end || bytes[colon] != ':') {
            return -1;
        }
        int from = colon + 1;
        while (from < end && bytes[from] == ' ') {
            from++;
        }
        return from == end ? -1 : from;
    }

    private boolean is(int from, int end, byte[] word) {
        return end - from == word.length && matches(from, word);
    }

    /** Whether the bytes there are these, which are in lower case unless they have no letters. */
    private boolean matches(int from, byte[] word) {
        if (limit - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            byte b = bytes[from + i];
            if (b != word[i] && (b < 'A' || b > 'Z' || b + ('a' - 'A') != word[i])) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
