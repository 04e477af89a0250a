package dev.heddle.lab;

import java.util.Arrays;

/**
 * A median and how sure it is.
 *
 * @param median of the rounds
 * @param low the lower end of its 95 % confidence interval
 * @param high the upper end
 */
public record Interval(double median, double low, double high) {
    /**
     * That of some values: two of the values themselves, so that nothing is assumed of how they are
     * distributed. Below six values it is their whole range, which is less sure.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Interval of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Statistics.intervalOf(sorted);
    }

    /** The same in another unit. */
    public Interval scaled(double factor) {
        return new Interval(median * factor, low * factor, high * factor);
    }

    /** Whether a value may be the median. */
    boolean contains(double value) {
        return low <= value && value <= high;
    }
}
