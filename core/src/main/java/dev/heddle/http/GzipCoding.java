package dev.heddle.http;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** gzip: any number of members (RFC 1952), each with its checksum and length. */
final class GzipCoding implements Coding {
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CHECKSUM = 1 << 1;
    private static final int HAS_EXTRA = 1 << 2;
    private static final int HAS_NAME = 1 << 3;
    private static final int HAS_COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;
    private static final int FLAGS_AT = 3;
    private static final int FIXED_BYTES = 10;
    private static final int TRAILER_BYTES = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private Part part = Part.FIXED;
    private int flags;

    /** Bytes of this part so far. */
    private int count;

    /** What a part of several bytes says, the lowest byte first. */
    private long number;

    private boolean inMember;

    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CHECKSUM,
        BODY,
        TRAILER
    }

    @Override
    public int decode(ByteBuffer in, byte[] out) throws DataFormatException {
        while (true) {
            if (part == Part.BODY) {
                int made = inflate(in, out);
                if (made > 0) {
                    return made;
                }
            }
            if (!in.hasRemaining()) {
                return 0;
            }
            if (part != Part.BODY) {
                read(in.get() & 0xff);
            }
        }
    }

    private int inflate(ByteBuffer in, byte[] out) throws DataFormatException {
        inflater.setInput(in);
        int made = inflater.inflate(out);
        checksum.update(out, 0, made);
        if (made == 0 && inflater.finished()) {
            begin(Part.TRAILER);
        }
        return made;
    }

    private void begin(Part next) {
        part = next;
        count = 0;
        number = 0;
    }

    private void read(int b) throws DataFormatException {
        switch (part) {
            case FIXED -> readFixed(b);
            case EXTRA_LENGTH -> {
                collect(b);
                if (count == 2) {
                    part = Part.EXTRA;
                    count = 0;
                    skipExtra();
                }
            }
            case EXTRA -> {
                count++;
                skipExtra();
            }
            case NAME -> {
                if (b == 0) {
                    afterName();
                }
            }
            case COMMENT -> {
                if (b == 0) {
                    afterComment();
                }
            }
            case HEADER_CHECKSUM -> {
                if (++count == 2) {
                    begin(Part.BODY);
                }
            }
            case TRAILER -> readTrailer(b);
            case BODY -> throw new AssertionError("the inflater reads it");
        }
    }

    private void collect(int b) {
        number |= (long) b << (8 * count);
        count++;
    }

    private void readFixed(int b) throws DataFormatException {
        int at = count++;
        inMember = true;
        if ((at == 0 && b != MAGIC_1) || (at == 1 && b != MAGIC_2) || (at == 2 && b != DEFLATE)) {
            throw new DataFormatException("no member begins where one should");
        }
        if (at == FLAGS_AT) {
            flags = b;
            if ((flags & RESERVED) != 0) {
                throw new DataFormatException("reserved flags are set");
            }
        }
        if (count == FIXED_BYTES) {
            begin(Part.EXTRA_LENGTH);
            if ((flags & HAS_EXTRA) == 0) {
                afterExtra();
            }
        }
    }

    private void skipExtra() {
        if (count == number) {
            afterExtra();
        }
    }

    private void afterExtra() {
        begin(Part.NAME);
        if ((flags & HAS_NAME) == 0) {
            afterName();
        }
    }

    private void afterName() {
        begin(Part.COMMENT);
        if ((flags & HAS_COMMENT) == 0) {
            afterComment();
        }
    }

    private void afterComment() {
        begin((flags & HAS_HEADER_CHECKSUM) == 0 ? Part.BODY : Part.HEADER_CHECKSUM);
    }

    private void readTrailer(int b) throws DataFormatException {
        collect(b);
        if (count < TRAILER_BYTES) {
            return;
        }
        if ((number & 0xffff_ffffL) != checksum.getValue()) {
            throw new DataFormatException("its checksum is another");
        }
        if (number >>> 32 != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new DataFormatException("its length is another");
        }
        inflater.reset();
        checksum.reset();
        inMember = false;
        begin(Part.FIXED);
    }

    @Override
    public boolean isComplete() {
        return !inMember;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
