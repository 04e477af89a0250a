package dev.heddle.demo.cpu.engine;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Arrays of doubles outside the heap. */
final class OffHeap {
    /** Of a cache line, and of the widest vector. */
    private static final long ALIGNMENT = 64;

    private OffHeap() {}

    static MemorySegment doubles(long count, Arena memory) {
        return memory.allocate(Math.multiplyExact(count, (long) Double.BYTES), ALIGNMENT);
    }

    static MemorySegment copyOf(double[] values, Arena memory) {
        var copy = doubles(values.length, memory);
        MemorySegment.copy(values, 0, copy, JAVA_DOUBLE, 0, values.length);
        return copy;
    }
}
