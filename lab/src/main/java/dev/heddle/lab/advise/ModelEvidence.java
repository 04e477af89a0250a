package dev.heddle.lab.advise;

import dev.heddle.lab.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How one model did.
 *
 * @param model {@code inline}, {@code threads}, {@code virtual-threads} or {@code processes}
 * @param microsPerCall the time of a batch for each of its calls; null where it was not measured
 * @param latencyMillis what a task waits for its call, with the others in flight; NaN if unknown
 * @param callsPerSecond that it keeps up; NaN if unknown
 * @param lagP99Millis how late the loop was
 * @param lagMaxMillis at the most
 * @param cpuMicrosPerCall of this process and its children
 * @param rounds measured
 * @param calls in each of them
 * @param holdsLoop whether the loop was late because of it, which speaks against it
 * @param why it was not measured; empty if it was
 */
public record ModelEvidence(
        String model,
        @Nullable Interval microsPerCall,
        double latencyMillis,
        double callsPerSecond,
        double lagP99Millis,
        double lagMaxMillis,
        double cpuMicrosPerCall,
        int rounds,
        int calls,
        boolean holdsLoop,
        String why) {
    /** Whether there are figures. */
    public boolean available() {
        return microsPerCall != null;
    }

    ModelEvidence holding() {
        return new ModelEvidence(
                model,
                microsPerCall,
                latencyMillis,
                callsPerSecond,
                lagP99Millis,
                lagMaxMillis,
                cpuMicrosPerCall,
                rounds,
                calls,
                true,
                why);
    }

    /** The lag that counts: a loop that was late once, as it started, is not held. */
    double loopLateMillis() {
        return Math.min(lagP99Millis, lagMaxMillis);
    }

    static ModelEvidence absent(String model, String why) {
        double unknown = Double.NaN;
        return new ModelEvidence(
                model, null, unknown, unknown, unknown, unknown, unknown, 0, 0, false, why);
    }
}
