package dev.heddle.demo.io.fetch;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a gzip file holds; damage is named as that. Used by one thread. */
final class Gunzip extends FilterInputStream {
    private static final int BUFFER = 32_768;

    private final Counted packed;

    private Gunzip(Counted packed) throws IOException {
        super(new GZIPInputStream(packed, BUFFER));
        this.packed = packed;
    }

    static Gunzip open(InputStream in) throws IOException {
        try {
            return new Gunzip(new Counted(in));
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    /** Bytes of the packed input that were read. */
    long packedBytes() {
        return packed.bytes;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    private static IOException damaged(IOException e) {
        String how =
                e instanceof EOFException
                        ? "it ends in the middle"
                        : String.valueOf(e.getMessage());
        return new IOException("its gzip is damaged: " + how, e);
    }

    private static final class Counted extends FilterInputStream {
        long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            bytes += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(read, 0);
            return read;
        }

        /** Whether another member follows is told by reading on, never by what is there yet. */
        @Override
        public int available() {
            return 1;
        }
    }
}
