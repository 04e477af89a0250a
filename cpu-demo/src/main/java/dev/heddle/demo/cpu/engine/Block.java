package dev.heddle.demo.cpu.engine;

import java.lang.foreign.MemorySegment;

/**
 * A matrix of doubles outside the heap, or a part of one.
 *
 * @param cells from its first one on, row by row
 * @param stride how many cells it is from one row to the next
 */
record Block(MemorySegment cells, int stride) {
    /** The block that begins at a row of this one. */
    Block from(int row) {
        return new Block(cells.asSlice(offset(row)), stride);
    }

    /** Where a row begins, in bytes. */
    private long offset(int row) {
        return (long) row * stride * Double.BYTES;
    }

    /** Whether it has so many rows and columns. */
    boolean holds(int rows, int columns) {
        long length = rows == 0 ? 0 : offset(rows - 1) + columns * (long) Double.BYTES;
        return columns <= stride && length <= cells.byteSize();
    }
}
