package dev.heddle.lab;

/**
 * A median and how sure it is.
 *
 * @param median of the rounds
 * @param low the lower end of its 95 % confidence interval
 * @param high the upper end
 */
public record Interval(double median, double low, double high) {
    /** Whether a value may be the median. */
    boolean contains(double value) {
        return low <= value && value <= high;
    }
}
