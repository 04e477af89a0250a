package dev.heddle.lab;

import java.util.Comparator;
import java.util.List;

/** Turns the rounds of a model into its figures. */
final class Summary {
    private Summary() {}

    static Figures of(List<Sample> samples, double lagP99Millis) {
        var millis = Statistics.interval(samples.stream().map(Sample::millis).toList());
        return new Figures(
                millis,
                cpuSeconds(samples),
                allocatedBytes(samples),
                samples.stream().mapToLong(Sample::peakBytes).max().orElse(0),
                threads(samples),
                lag(samples, millis.median(), lagP99Millis),
                samples.size());
    }

    /**
     * The median of what this process used, and the mean of what its children did, because the
     * kernel counts theirs in ticks that are longer than many a round.
     */
    private static double cpuSeconds(List<Sample> samples) {
        return Statistics.median(samples.stream().map(Sample::cpuSeconds).toList())
                + samples.stream().mapToDouble(Sample::childCpuSeconds).average().orElse(0);
    }

    /** -1 where its children did most of the work, wherever that was measured. */
    private static long allocatedBytes(List<Sample> samples) {
        double here = samples.stream().mapToDouble(Sample::cpuSeconds).sum();
        double there = samples.stream().mapToDouble(Sample::childCpuSeconds).sum();
        return there > here
                ? -1
                : (long) Statistics.median(samples.stream().map(Sample::allocatedBytes).toList());
    }

    /** In a typical round, so that a thread of the JIT or the system is not held against it. */
    private static int threads(List<Sample> samples) {
        int here = (int) Statistics.median(samples.stream().map(Sample::threads).toList());
        return here + samples.stream().mapToInt(Sample::childThreads).max().orElse(0);
    }

    private static LoopLag lag(List<Sample> samples, double median, double p99Millis) {
        var typical =
                samples.stream()
                        .min(Comparator.comparingDouble(s -> Math.abs(s.millis() - median)))
                        .orElseThrow();
        var longest = samples.stream().map(s -> s.lag().longestMillis()).toList();
        return new LoopLag(
                p99Millis,
                longest.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                Statistics.median(longest),
                typical.lag().stripMillis());
    }
}
