package dev.heddle.lab.advise;

import dev.heddle.lab.Interval;

/**
 * What one call takes, alone on a thread of its own.
 *
 * @param calls how many were measured
 * @param elapsedMicros from its beginning to its end
 * @param cpuMicros of a core, the mean
 * @param allocatedBytes on the heap, the mean
 * @param inputBytes of the largest input when it travels to a process; -1 where it cannot
 * @param outputBytes of the result of the first input; -1 where it cannot
 * @param nativeShare of the samples that were in native methods while they used a core, 0 to 1
 * @param deterministic whether the same input gave the same result twice; true where results cannot
 *     be compared
 */
public record CallProfile(
        long calls,
        Interval elapsedMicros,
        double cpuMicros,
        double allocatedBytes,
        long inputBytes,
        long outputBytes,
        double nativeShare,
        boolean deterministic) {
    /** What it waited for, the rest of its time. */
    public double waitMicros() {
        return Math.max(0, elapsedMicros.median() - cpuMicros);
    }

    /** Whether it waits more than it computes. */
    public boolean mostlyWaits() {
        return waitMicros() > cpuMicros;
    }
}
