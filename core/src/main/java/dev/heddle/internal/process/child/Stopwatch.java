package dev.heddle.internal.process.child;

/** The clock of the worker, and of its parent where a start is timed. */
public final class Stopwatch {
    private final long start = System.nanoTime();

    /** Nanoseconds since this was made. */
    public long nanos() {
        return System.nanoTime() - start;
    }
}
