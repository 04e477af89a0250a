package dev.heddle.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/** How many requests took how long: a histogram of nanoseconds with three digits. Unmodifiable. */
public final class Latencies {
    /** Longer ones count as this long. */
    static final long MOST_NANOS = 3_600_000_000_000L;

    private final Histogram histogram;

    /** Of a histogram that nobody changes any more. */
    Latencies(Histogram histogram) {
        this.histogram = histogram;
    }

    /** Those of several histograms together. */
    static Latencies of(List<Histogram> histograms) {
        if (histograms.size() == 1) {
            return new Latencies(histograms.getFirst());
        }
        var sum = Histograms.fine();
        histograms.forEach(sum::add);
        return new Latencies(sum);
    }

    /**
     * How many there are.
     *
     * @return zero or more
     */
    public long count() {
        return histogram.getTotalCount();
    }

    /**
     * That which so many per cent do not exceed.
     *
     * @param percent from 0 to 100
     * @return milliseconds; NaN if there are too few to tell: fewer than 1 / (1 - p)
     */
    public double millis(double percent) {
        long count = count();
        return count == 0 || count < needed(percent)
                ? Double.NaN
                : histogram.getValueAtPercentile(percent) / 1e6;
    }

    /** How many it takes to tell a percentile; 99.9 is no binary fraction. */
    static long needed(double percent) {
        return (long) Math.ceil(100 / (100 - percent) - 1e-6);
    }

    /** The 99th percentile, however few there are: the greatest then, in milliseconds. */
    double late() {
        double p99 = millis(99);
        return Double.isNaN(p99) ? maxMillis() : p99;
    }

    /**
     * The longest.
     *
     * @return milliseconds; NaN without any
     */
    public double maxMillis() {
        return count() == 0 ? Double.NaN : histogram.getMaxValue() / 1e6;
    }

    /**
     * The mean.
     *
     * @return milliseconds; NaN without any
     */
    public double meanMillis() {
        return count() == 0 ? Double.NaN : histogram.getMean() / 1e6;
    }

    /**
     * The histogram itself.
     *
     * @return a copy, in nanoseconds
     */
    public Histogram histogram() {
        return histogram.copy();
    }
}
