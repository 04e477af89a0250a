package dev.heddle.benchmarks.bridge;

import java.util.List;

/** Something to be measured. */
@FunctionalInterface
interface Exercise {
    /** Does so many units; returns what it measured, for most the nanoseconds they took. */
    List<Long> run(int units) throws Exception;
}
