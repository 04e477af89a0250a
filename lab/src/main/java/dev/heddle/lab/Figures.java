package dev.heddle.lab;

/**
 * What one model took for one workload, a round.
 *
 * @param millis from the start of a round to its answer
 * @param cpuSeconds of this process and its children, the median
 * @param allocatedBytes on this JVM's heap, the median; -1 where another process did the work
 * @param peakMemoryBytes resident, of this process and its children, at most
 * @param threads platform threads that were alive, at most
 * @param lag of the loop meanwhile
 * @param rounds how many were measured
 */
public record Figures(
        Interval millis,
        double cpuSeconds,
        long allocatedBytes,
        long peakMemoryBytes,
        int threads,
        LoopLag lag,
        int rounds) {}
