package dev.heddle.demo.io.fetch;

import static dev.heddle.Async.sleep;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Begins so many things in a second, evenly spaced: who is early parks until it is its turn. A time
 * in which nothing began is not made up for. Only touched by the tasks of one loop.
 */
final class Pacer {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private long next;
    private boolean begun;

    /**
     * @param perSecond more than zero, or zero for no limit
     */
    Pacer(double perSecond, LongSupplier nanoTime) {
        this.intervalNanos = perSecond == 0 ? 0 : Math.round(NANOS_PER_SECOND / perSecond);
        this.nanoTime = nanoTime;
    }

    /** Parks the task until its turn. */
    void turn() {
        if (intervalNanos == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        long mine = begun && next - now > 0 ? next : now;
        begun = true;
        next = mine + intervalNanos;
        if (mine > now) {
            sleep(Duration.ofNanos(mine - now));
        }
    }
}
