package dev.heddle.benchmarks.connections;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/** What this JVM holds, on the heap and in Netty's buffers outside of it. */
final class Memory {
    private static final int COLLECTIONS = 3;

    private Memory() {}

    /** Bytes in use after full collections. */
    static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        var buffers = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return runtime.totalMemory() - runtime.freeMemory() + buffers.usedDirectMemory();
    }
}
