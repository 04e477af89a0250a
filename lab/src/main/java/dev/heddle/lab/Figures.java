package dev.heddle.lab;

/**
 * What one model took for one workload, a round.
 *
 * @param millis from the start of a round to its answer
 * @param cpuSeconds of this process and the model's own children, the median; where the model runs
 *     in a program that measures itself, of that program. Includes what it costs to watch the loop,
 *     about 1 % of a core
 * @param allocatedBytes on this JVM's heap, the median; -1 where another process did the work
 * @param peakMemoryBytes that a round needs at most, beyond what all models share: what it adds to
 *     this process (its heap from just after a collection to the peak, or its resident set,
 *     whichever grows more), and the whole resident set of the processes that only this model uses
 * @param threads platform threads that worked in a typical round, here and in the model's own
 *     processes; the one that watches the loop and the one that waits for the answer count if they
 *     did a tenth of the work
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
