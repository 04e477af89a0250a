package dev.heddle.load;

import dev.heddle.lab.cli.Durations;
import java.time.Duration;

/**
 * A part of the open model: the rate goes evenly from one value to another.
 *
 * @param length how long it lasts, more than zero
 * @param from arrivals per second at its beginning, zero or more
 * @param to arrivals per second at its end; not both are zero
 */
public record Stage(Duration length, double from, double to) {
    /** More than any machine sends; a slip of the keyboard must not count for minutes. */
    static final double MOST_PER_SECOND = 1e6;

    public Stage {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a stage must last more than zero: " + length);
        }
        if (from > MOST_PER_SECOND || to > MOST_PER_SECOND) {
            throw new IllegalArgumentException(
                    "rates must be at most a million a second: " + from + ".." + to);
        }
        if (!(from >= 0 && to >= 0 && from + to > 0)) {
            throw new IllegalArgumentException(
                    "rates must not be negative, and not both zero: " + from + ".." + to);
        }
    }

    /**
     * Reads {@code 10s:100..1000}, or {@code 10s:100} for a constant rate.
     *
     * @param text length and rates
     * @return the stage
     * @throws IllegalArgumentException if it is none; the message shows it
     */
    public static Stage parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 2) {
            String[] rates = parts[1].split("\\.\\.", -1);
            try {
                double from = Double.parseDouble(rates[0]);
                double to = rates.length == 1 ? from : Double.parseDouble(rates[1]);
                if (rates.length <= 2) {
                    return new Stage(Durations.parse(parts[0]), from, to);
                }
            } catch (NumberFormatException _) {
                // Said below.
            }
        }
        throw new IllegalArgumentException(
                "must be a time and rates for each second, such as 10s:100..1000 or 30s:500: "
                        + text);
    }

    /** How many arrivals it brings, on average with {@link Spacing#POISSON}. */
    public double arrivals() {
        return (from + to) / 2 * length.toNanos() / 1e9;
    }
}
