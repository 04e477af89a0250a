package dev.heddle.lab;

import java.time.Duration;

/**
 * How trials are run.
 *
 * @param effort how much is measured
 * @param roundDeadline after which a round, and its model with it, is given up
 * @param closePatience how long all models of a trial may take to close, together
 * @param listener hears how it goes on
 * @param clock tells the time
 */
record Settings(
        Effort effort,
        Duration roundDeadline,
        Duration closePatience,
        TrialListener listener,
        NanoClock clock) {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

    static Settings of(Effort effort, TrialListener listener) {
        return new Settings(
                effort, effort.roundDeadline(), USUAL_PATIENCE, listener, NanoClock.SYSTEM);
    }

    double budgetMillis() {
        return effort.perWorkload().toNanos() / 1e6;
    }
}
