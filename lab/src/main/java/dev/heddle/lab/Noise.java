package dev.heddle.lab;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What else went on on the machine during a trial.
 *
 * @param othersShare of all cores' time, what processes took that are not ours; NaN where the
 *     system does not tell
 * @param spinSlowdown how much longer a fixed computation took between rounds, typically, than when
 *     it was fastest: 1 is not at all
 * @param leftRunning how many cores other threads of this process kept busy meanwhile: what a model
 *     left behind. The JIT and the collector, which work for all, do not count
 */
record Noise(double othersShare, double spinSlowdown, double leftRunning) {
    /**
     * An idle desktop's services take a few percent. With more than this, two models of two threads
     * on two cores no longer get the same machine.
     */
    static final double OTHERS_LIMIT = 0.15;

    /** The clock of a core that is alone and of one whose neighbour works differ by less. */
    static final double SLOWDOWN_LIMIT = 1.25;

    /** Pools and clients have timers and housekeeping, which take far less. */
    static final double LEFT_LIMIT = 0.5;

    /** Why it was too much to judge by; null if it was not. */
    @Nullable String tooMuch() {
        var reasons = new ArrayList<String>();
        if (othersShare > OTHERS_LIMIT) {
            reasons.add(
                    "other processes took %s of the cores (limit %s)"
                            .formatted(Words.percent(othersShare), Words.percent(OTHERS_LIMIT)));
        }
        if (spinSlowdown > SLOWDOWN_LIMIT) {
            reasons.add(
                    "a fixed computation took %s longer than when it was fastest (limit %s)"
                            .formatted(
                                    Words.percent(spinSlowdown - 1),
                                    Words.percent(SLOWDOWN_LIMIT - 1)));
        }
        if (leftRunning > LEFT_LIMIT) {
            reasons.add(
                    "work that a model left behind kept %s cores busy between rounds (limit %s)"
                            .formatted(Words.cores(leftRunning), Words.cores(LEFT_LIMIT)));
        }
        return reasons.isEmpty() ? null : Words.list(reasons);
    }
}
