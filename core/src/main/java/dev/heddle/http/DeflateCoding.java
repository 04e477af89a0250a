package dev.heddle.http;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** deflate: zlib (RFC 1950), as it should be, or without its frame, as some servers send it. */
final class DeflateCoding implements Coding {
    private static final int METHOD = 0x0f;
    private static final int DEFLATE = 8;
    private static final int ZLIB_MULTIPLE = 31;

    /** The first byte, until the second tells what it begins; -1 before. */
    private int first = -1;

    private @Nullable Inflater inflater;

    @Override
    public int decode(ByteBuffer in, byte[] out) throws DataFormatException {
        while (inflater == null) {
            if (!in.hasRemaining()) {
                return 0;
            }
            begin(in, out);
        }
        inflater.setInput(in);
        int made = inflater.inflate(out);
        if (made > 0) {
            return made;
        }
        if (inflater.needsDictionary()) {
            throw new DataFormatException("it needs a dictionary");
        }
        if (in.hasRemaining()) {
            throw new DataFormatException("more follows its end");
        }
        return 0;
    }

    private void begin(ByteBuffer in, byte[] out) throws DataFormatException {
        if (first < 0) {
            first = in.get() & 0xff;
            return;
        }
        int second = in.get(in.position()) & 0xff;
        boolean zlib = (first & METHOD) == DEFLATE && ((first << 8) + second) % ZLIB_MULTIPLE == 0;
        inflater = new Inflater(!zlib);
        inflater.setInput(new byte[] {(byte) first});
        // One byte alone makes nothing.
        var _ = inflater.inflate(out);
    }

    @Override
    public boolean isComplete() {
        return inflater == null ? first < 0 : inflater.finished();
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
