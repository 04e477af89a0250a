package dev.heddle.lab;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * Keeps how late a loop's timer was. From the moment it was due to the moment it fired the loop
 * answered nobody, so one late timer stands for all that would have been due meanwhile: the
 * histogram counts those too (Gil Tene's correction for coordinated omission), and the strip shows
 * the whole freeze. Told by the loop's thread, begun and ended by the model's.
 */
final class LagLog {
    static final int SLICES = 60;
    static final long INTERVAL_NANOS = 1_000_000;

    private static final long INTERVAL_MICROS = INTERVAL_NANOS / 1000;
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(DIGITS);
    private long begin;
    private boolean running;
    private long due;
    private int count;
    private long[] dues = new long[64];
    private long[] lags = new long[64];

    /** A round begins, and with it a timer that is due at once. */
    synchronized void begin(long now) {
        begin = now;
        running = true;
        due = now;
        count = 0;
    }

    /**
     * The timer fired; the next is due an interval later.
     *
     * @return whether there shall be a next
     */
    synchronized boolean fired(long now) {
        if (running) {
            add(now - due);
            due = now + INTERVAL_NANOS;
        }
        return running;
    }

    /** The round ended; a timer that is late by now has no less to tell than one that fired. */
    synchronized RoundLag end(long now) {
        running = false;
        if (now > due) {
            add(now - due);
        }
        double[] strip = new double[SLICES];
        for (int i = 0; i < count; i++) {
            fill(strip, now, dues[i], lags[i]);
        }
        long longest = Arrays.stream(lags, 0, count).max().orElse(0);
        return new RoundLag(longest / 1e6, DoubleStream.of(strip).boxed().toList());
    }

    /** What was told so far was not meant. */
    synchronized void forget() {
        micros.reset();
    }

    synchronized double p99Millis() {
        return micros.getValueAtPercentile(99) / 1e3;
    }

    private void add(long lag) {
        if (count == dues.length) {
            dues = Arrays.copyOf(dues, 2 * count);
            lags = Arrays.copyOf(lags, 2 * count);
        }
        dues[count] = due;
        lags[count++] = Math.max(0, lag);
        micros.recordValueWithExpectedInterval(Math.max(0, lag / 1000), INTERVAL_MICROS);
    }

    private void fill(double[] strip, long end, long due, long lag) {
        double slice = Math.max(1, end - begin) / (double) SLICES;
        int first = (int) Math.clamp((due - begin) / slice, 0, SLICES - 1);
        // A freeze that ends where a slice begins does not touch it.
        int last = (int) Math.clamp(Math.ceil((due + lag - begin) / slice) - 1, first, SLICES - 1);
        for (int i = first; i <= last; i++) {
            strip[i] = Math.max(strip[i], lag / 1e6);
        }
    }

    /**
     * How late the timer was in one round.
     *
     * @param longestMillis that the loop answered nobody
     * @param stripMillis for each slice of the round, the longest of the freezes that touch it
     */
    record RoundLag(double longestMillis, List<Double> stripMillis) {
        RoundLag {
            stripMillis = List.copyOf(stripMillis);
        }
    }
}
