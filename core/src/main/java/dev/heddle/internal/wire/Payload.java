package dev.heddle.internal.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An encoded value: what kind it is, and its bytes.
 *
 * <p>The payload of a primitive array or of a buffer is a view of it, not a copy: what its owner
 * changes before {@link #writeTo} may or may not arrive.
 *
 * @param kind how to decode it
 * @param content its bytes
 */
public record Payload(byte kind, MemorySegment content) {

    /** Bytes that {@link #writeTo} writes. */
    public long size() {
        return content.byteSize();
    }

    /** Copies the content to the start of {@code target}, in one go. */
    public void writeTo(MemorySegment target) {
        MemorySegment.copy(content, 0, target, 0, content.byteSize());
    }

    /** A copy of the content, for what is small. */
    public byte[] toBytes() {
        return content.toArray(ValueLayout.JAVA_BYTE);
    }
}
