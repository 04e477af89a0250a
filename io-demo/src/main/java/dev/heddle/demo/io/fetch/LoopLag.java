package dev.heddle.demo.io.fetch;

import static dev.heddle.Async.sleep;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How late a timer of 100 ms rings: what holds up the loop, holds up every task on it as long. Only
 * touched by the tasks of one loop.
 */
final class LoopLag {
    static final Duration INTERVAL = Duration.ofMillis(100);

    private long last;
    private long worst;
    private long sum;
    private long count;

    /** The task that measures until it is cancelled, and tells each time. */
    void measure(LongSupplier nanoTime, Runnable told) {
        while (true) {
            long due = nanoTime.getAsLong() + INTERVAL.toNanos();
            sleep(INTERVAL);
            add(Math.max(0, nanoTime.getAsLong() - due));
            told.run();
        }
    }

    void add(long nanos) {
        last = nanos;
        worst = Math.max(worst, nanos);
        sum += nanos;
        count++;
    }

    long lastNanos() {
        return last;
    }

    long worstNanos() {
        return worst;
    }

    Figures figures() {
        return new Figures(count, count == 0 ? 0 : sum / count, worst);
    }

    /**
     * What was measured.
     *
     * @param count how often
     */
    record Figures(long count, long meanNanos, long worstNanos) {
        static final Figures NONE = new Figures(0, 0, 0);

        static double millis(long nanos) {
            return Math.round(nanos / 1e3) / (double) TimeUnit.MILLISECONDS.toMicros(1);
        }
    }
}
