package dev.heddle.lab.cli;

import java.time.Duration;

/** Times as people write them: {@code 500ms}, {@code 10s}, {@code 2m}, and plain seconds. */
public final class Durations {
    private Durations() {}

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException if it is none, or less than a millisecond, or more than 24
     *     days; the message says what it must be, and shows it
     */
    public static Duration parse(String text) {
        if (text.endsWith("ms")) {
            return of(text, 2, 1);
        }
        if (text.endsWith("s")) {
            return of(text, 1, 1_000);
        }
        return text.endsWith("m") ? of(text, 1, 60_000) : of(text, 0, 1_000);
    }

    private static Duration of(String text, int unitLength, int unitMillis) {
        double millis = number(text, text.length() - unitLength) * unitMillis;
        if (millis >= 1 && millis <= Integer.MAX_VALUE) {
            return Duration.ofMillis(Math.round(millis));
        }
        String must =
                Double.isNaN(millis)
                        ? "a time such as 10s, 500ms or 2m"
                        : millis <= 0
                                ? "more than zero"
                                : millis < 1 ? "at least 1ms" : "at most 24 days";
        throw new IllegalArgumentException("must be " + must + ": " + text);
    }

    private static double number(String text, int length) {
        try {
            return Double.parseDouble(text.substring(0, length));
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
