package dev.heddle.lab.advise;

import dev.heddle.lab.Interval;
import java.util.Arrays;

/** Medians of many values. */
final class Medians {
    private Medians() {}

    /**
     * The median with its distribution-free 95 % interval: the order statistics that the binomial
     * distribution, taken as normal, puts around it.
     */
    static Interval of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        int reach = (int) Math.ceil(0.98 * Math.sqrt(sorted.length));
        return new Interval(
                sorted[sorted.length / 2],
                sorted[Math.max(0, sorted.length / 2 - reach)],
                sorted[Math.min(last, sorted.length / 2 + reach)]);
    }

    static Interval scaled(Interval interval, double factor) {
        return new Interval(
                interval.median() * factor, interval.low() * factor, interval.high() * factor);
    }
}
