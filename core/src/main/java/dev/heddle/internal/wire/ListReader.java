package dev.heddle.internal.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ListWriter} wrote. No count goes before it, so none can lie. */
final class ListReader {
    private final Codec codec;
    private final MemorySegment bytes;
    private final int nesting;
    private long position;

    ListReader(Codec codec, MemorySegment bytes, int nesting) {
        this.codec = codec;
        this.bytes = bytes;
        this.nesting = nesting;
    }

    @Nullable Object[] read() {
        List<@Nullable Object> list = new ArrayList<>();
        while (position < bytes.byteSize()) {
            list.add(next());
        }
        return list.toArray();
    }

    private @Nullable Object next() {
        byte kind = bytes.get(ValueLayout.JAVA_BYTE, position++);
        long size = Kind.fixedSize(kind);
        if (size < 0) {
            require(Integer.BYTES);
            size = bytes.get(ValueLayout.JAVA_INT_UNALIGNED, position);
            position += Integer.BYTES;
        }
        require(size);
        MemorySegment element = bytes.asSlice(position, size);
        position += size;
        return codec.decode(kind, element, nesting);
    }

    private void require(long size) {
        if (size < 0 || size > bytes.byteSize() - position) {
            throw new WireException(
                    "an element of a list claims %d bytes where %d are left"
                            .formatted(size, bytes.byteSize() - position));
        }
    }
}
