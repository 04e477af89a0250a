package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much to measure.
 *
 * @param perWorkload about how long all models of a workload may take together, warm-up included
 * @param leastRounds of each model, however long they take
 * @param mostRounds of each model
 */
public record Effort(Duration perWorkload, int leastRounds, int mostRounds) {
    private static final Duration LEAST_DEADLINE = Duration.ofSeconds(10);

    public Effort {
        requireNonNull(perWorkload, "perWorkload");
        if (leastRounds < 1 || mostRounds < leastRounds) {
            throw new IllegalArgumentException(
                    "rounds must be from 1, least before most: " + leastRounds + ", " + mostRounds);
        }
    }

    /** After which a round is given up, and its model with it. */
    public Duration roundDeadline() {
        return perWorkload.compareTo(LEAST_DEADLINE) < 0 ? LEAST_DEADLINE : perWorkload;
    }
}
