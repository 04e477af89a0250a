package dev.heddle.worker;

import java.util.concurrent.TimeUnit;

/** How much of its time the current loop has spent on works of others lately. One per loop. */
final class LoopShare {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long MOST_NANOS = WINDOW_NANOS / 5;

    // Only touched on the loop.
    private long since;
    private long spent;

    /** Whether so much more still fits into this window. */
    boolean hasTime(long now, long nanos) {
        if (now - since >= WINDOW_NANOS) {
            since = now;
            spent = 0;
        }
        return spent + nanos <= MOST_NANOS;
    }

    void spent(long nanos) {
        spent += nanos;
    }
}
