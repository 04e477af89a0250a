package dev.heddle.internal.wire;

/** The first byte of an encoded value: what the rest of it is. */
final class Kind {
    static final byte NULL = 0;
    static final byte TRUE = 1;
    static final byte FALSE = 2;
    static final byte BYTE = 3;
    static final byte SHORT = 4;
    static final byte CHAR = 5;
    static final byte INT = 6;
    static final byte LONG = 7;
    static final byte FLOAT = 8;
    static final byte DOUBLE = 9;
    // From here on of any length.
    static final byte LATIN_1 = 10;
    static final byte UTF_16 = 11;
    static final byte BOOLEANS = 12;
    static final byte BYTES = 13;
    static final byte SHORTS = 14;
    static final byte CHARS = 15;
    static final byte INTS = 16;
    static final byte LONGS = 17;
    static final byte FLOATS = 18;
    static final byte DOUBLES = 19;
    static final byte BIG_ENDIAN_BUFFER = 20;
    static final byte LITTLE_ENDIAN_BUFFER = 21;
    static final byte SEGMENT = 22;

    /** An {@code Object[]}, each element with its own kind. */
    static final byte LIST = 23;

    /** None of the above. */
    static final byte OBJECT = 24;

    private static final byte[] FIXED_SIZES = {0, 0, 0, 1, 2, 2, 4, 8, 4, 8};

    private Kind() {}

    /** The size of every value of this kind; -1 where it varies. */
    static int fixedSize(byte kind) {
        return kind >= 0 && kind < FIXED_SIZES.length ? FIXED_SIZES[kind] : -1;
    }
}
