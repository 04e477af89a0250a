package dev.heddle.internal.wire;

import com.esotericsoftware.kryo.io.Input;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that promise no more than they hold. Every element takes a byte at least, so all counts of
 * one value together are not above the number of its bytes: room is made for no more than that.
 */
final class BoundedInput extends Input {
    private int unclaimed;

    BoundedInput(byte[] bytes) {
        super(bytes);
        unclaimed = bytes.length;
    }

    /** The number of elements that follow, for which room may be made. */
    int readCount() {
        int count = readVarInt(true);
        require(count, 1);
        if (count > unclaimed) {
            throw new WireException("all elements together are more than there are bytes");
        }
        unclaimed -= count;
        return count;
    }

    private void require(int count, int width) {
        if (count < 0 || (long) count * width > limit - position) {
            throw new WireException(
                    "%d elements are claimed where %d bytes are left"
                            .formatted(count, limit - position));
        }
    }

    @Override
    public @Nullable String readString() {
        int start = position;
        if (readVarIntFlag()) {
            require(Math.max(0, readVarIntFlag(true) - 1), 1);
        }
        position = start;
        return super.readString();
    }

    @Override
    public byte[] readBytes(int length) {
        require(length, 1);
        return super.readBytes(length);
    }

    @Override
    public boolean[] readBooleans(int length) {
        require(length, 1);
        return super.readBooleans(length);
    }

    @Override
    public short[] readShorts(int length) {
        require(length, Short.BYTES);
        return super.readShorts(length);
    }

    @Override
    public char[] readChars(int length) {
        require(length, Character.BYTES);
        return super.readChars(length);
    }

    @Override
    public int[] readInts(int length) {
        require(length, Integer.BYTES);
        return super.readInts(length);
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        require(length, 1);
        return super.readInts(length, optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        require(length, Long.BYTES);
        return super.readLongs(length);
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        require(length, 1);
        return super.readLongs(length, optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        require(length, Float.BYTES);
        return super.readFloats(length);
    }

    @Override
    public double[] readDoubles(int length) {
        require(length, Double.BYTES);
        return super.readDoubles(length);
    }
}
