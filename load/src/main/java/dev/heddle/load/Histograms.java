package dev.heddle.load;

import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds. */
final class Histograms {
    /** A clock cannot tell less, and it halves what a histogram takes. */
    private static final long LEAST_NANOS = 1_000;

    private static final int DIGITS = 3;
    private static final int FEW_DIGITS = 2;

    private Histograms() {}

    /** For the whole of a run. */
    static Histogram fine() {
        return growing(DIGITS);
    }

    /** For a part of it, of which there are many. */
    static Histogram coarse() {
        return growing(FEW_DIGITS);
    }

    private static Histogram growing(int digits) {
        var histogram = new Histogram(LEAST_NANOS, 2 * LEAST_NANOS * 1_000, digits);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** Counts a time; less than nothing, which clocks of two cores can tell, is nothing. */
    static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, Latencies.MOST_NANOS));
    }
}
