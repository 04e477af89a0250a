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
 * @param cpu the CPU time of the process it ran in, which then stands for the round's whole CPU
 *     time; null lets the trial measure
 * @param times by which the trial multiplies the time, CPU time and allocation, told or measured,
 *     since the round ran a sample of the workload only; 1 if it ran all. The other figures stay
 */
public record Round(
        Object answer, @Nullable Duration elapsed, @Nullable Duration cpu, double times) {
    public Round {
        requireNonNull(answer, "answer");
        if (!(times >= 1 && times < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("times must be a number from 1, is " + times);
        }
    }

    /** One that ran the whole workload. */
    public Round(Object answer, @Nullable Duration elapsed, @Nullable Duration cpu) {
        this(answer, elapsed, cpu, 1);
    }

    /** One that the trial measures itself. */
    public static Round of(Object answer) {
        return new Round(answer, null, null);
    }
}
