package dev.heddle.load.stub;

import java.util.Arrays;

/**
 * When requests arrived at a null server and when they were answered, in nanoseconds on the clock
 * of {@code System.nanoTime()}. Unmodifiable.
 */
public final class Arrivals {
    private final long[] arrived;
    private final long[] answered;

    /** Of arrays that nobody changes any more. */
    Arrivals(long[] arrived, long[] answered) {
        this.arrived = arrived;
        this.answered = answered;
    }

    /**
     * How many were answered.
     *
     * @return zero or more
     */
    public int count() {
        return arrived.length;
    }

    /**
     * When one arrived.
     *
     * @param index from 0, in the order of the answers of each loop
     * @return nanoseconds
     */
    public long arrivedNanos(int index) {
        return arrived[index];
    }

    /**
     * When that was answered.
     *
     * @param index from 0
     * @return nanoseconds
     */
    public long answeredNanos(int index) {
        return answered[index];
    }

    /**
     * The time in the server that so many per cent did not exceed: exact, of all of them.
     *
     * @param percent from 0 to 100
     * @return milliseconds; NaN without any
     */
    public double millis(double percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("a percentile is 0 to 100: " + percent);
        }
        if (arrived.length == 0) {
            return Double.NaN;
        }
        long[] times = new long[arrived.length];
        Arrays.setAll(times, i -> answered[i] - arrived[i]);
        Arrays.sort(times);
        int rank = (int) Math.ceil(percent / 100 * times.length);
        return times[Math.max(rank, 1) - 1] / 1e6;
    }
}
