package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of running a workload once.
 *
 * @param answer compared between the models of a workload: numbers within a relative 1e-9, lists,
 *     arrays and maps element by element, anything else by {@code equals}
 * @param elapsed how long it took, measured where it ran; null lets the trial measure
 * @param cpu the CPU time of the process it ran in; null lets the trial measure
 */
public record Round(Object answer, @Nullable Duration elapsed, @Nullable Duration cpu) {
    public Round {
        requireNonNull(answer, "answer");
    }

    /** One that the trial measures itself. */
    public static Round of(Object answer) {
        return new Round(answer, null, null);
    }
}
