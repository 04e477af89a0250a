package dev.heddle.internal.wire;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes an {@code Object[]}: each element's kind, its size where that varies, its bytes. */
final class ListWriter {
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private final Codec codec;
    private final int nesting;
    private byte[] bytes = new byte[128];
    private int size;

    ListWriter(Codec codec, int nesting) {
        this.codec = codec;
        this.nesting = nesting;
    }

    void add(@Nullable Object value) {
        // Without a payload: batches are of tiny values, and this is their speed.
        if (value instanceof Number number) {
            byte kind = Numbers.kind(number);
            if (kind != Kind.OBJECT) {
                int width = Kind.fixedSize(kind);
                reserve(1L + width);
                bytes[size] = kind;
                Numbers.put(number, bytes, size + 1);
                size += 1 + width;
                return;
            }
        }
        add(codec.encode(value, nesting));
    }

    private void add(Payload payload) {
        boolean varies = Kind.fixedSize(payload.kind()) < 0;
        long length = payload.size();
        reserve(5L + length);
        bytes[size++] = payload.kind();
        if (varies) {
            Numbers.INT.set(bytes, size, (int) length);
            size += Integer.BYTES;
        }
        MemorySegment.copy(payload.content(), 0, MemorySegment.ofArray(bytes), size, length);
        size += (int) length;
    }

    private void reserve(long more) {
        long needed = size + more;
        if (needed > MAX_SIZE) {
            throw new WireException("a list of more than 2 GB cannot be put into bytes");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_SIZE, Math.max(needed, 2L * size)));
        }
    }

    MemorySegment content() {
        return MemorySegment.ofArray(bytes).asSlice(0, size);
    }
}
