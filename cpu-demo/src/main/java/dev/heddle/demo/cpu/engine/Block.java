package dev.heddle.demo.cpu.engine;

import java.lang.foreign.MemorySegment;

/**
 * A matrix of doubles outside the heap.
 *
 * @param cells from its first one on, row by row
 * @param stride how many cells it is from one row to the next
 */
record Block(MemorySegment cells, int stride) {
    /** Whether it has so many rows and columns. */
    boolean holds(int rows, int columns) {
        long length = rows == 0 ? 0 : ((rows - 1L) * stride + columns) * Double.BYTES;
        return columns <= stride && length <= cells.byteSize();
    }
}
