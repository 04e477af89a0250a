package dev.heddle.demo.io.compare;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a model arranges the calls of a workload. */
@FunctionalInterface
interface Way {
    /** Makes all calls of the plan. */
    Done run(Plan plan) throws Exception;

    /**
     * All calls are made.
     *
     * @param sum of their results
     * @param elapsed null where the trial's own clock tells
     */
    record Done(long sum, @Nullable Duration elapsed) {
        static Done of(long sum) {
            return new Done(sum, null);
        }
    }
}
