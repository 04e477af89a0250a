package dev.heddle.lab;

import java.util.Arrays;
import java.util.Collection;

/** What is told of a model's rounds, which are few and have outliers: medians. */
final class Statistics {
    /** Half of what a 95 % interval leaves out. */
    private static final double TAIL = 0.025;

    private Statistics() {}

    static double median(Collection<? extends Number> values) {
        return medianOf(sorted(values));
    }

    /**
     * The median and its 95 % confidence interval, which is that between two of the values
     * themselves and assumes nothing of how they are distributed: the number of values below the
     * true median is binomial with p = 1/2 (J.-Y. Le Boudec, Performance Evaluation of Computer and
     * Communication Systems, 2010, theorem 2.1). Below six values it is their whole range, which is
     * less sure than that.
     */
    static Interval interval(Collection<? extends Number> values) {
        return intervalOf(sorted(values));
    }

    /** The same of values in ascending order. */
    static Interval intervalOf(double[] sorted) {
        int out = leftOut(sorted.length);
        return new Interval(medianOf(sorted), sorted[out], sorted[sorted.length - 1 - out]);
    }

    /** How many of the least values, and of the greatest, such an interval leaves out. */
    static int leftOut(int values) {
        double logTerm = values * Math.log(0.5);
        double below = Math.exp(logTerm);
        int out = 0;
        while (below <= TAIL) {
            logTerm += Math.log((double) (values - out) / (out + 1));
            out++;
            below += Math.exp(logTerm);
        }
        return Math.max(0, out - 1);
    }

    private static double medianOf(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] sorted(Collection<? extends Number> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        double[] sorted = values.stream().mapToDouble(Number::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
