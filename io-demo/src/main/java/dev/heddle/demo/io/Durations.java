package dev.heddle.demo.io;

import java.time.Duration;

/** Times as people write them: {@code 500ms}, {@code 10s}, {@code 2m}, and plain seconds. */
final class Durations {
    private Durations() {}

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException if it is none, or less than a millisecond, or more than 24
     *     days; the message shows it
     */
    static Duration parse(String text) {
        if (text.endsWith("ms")) {
            return of(text, 2, 1);
        }
        if (text.endsWith("s")) {
            return of(text, 1, 1_000);
        }
        return text.endsWith("m") ? of(text, 1, 60_000) : of(text, 0, 1_000);
    }

    private static Duration of(String text, int unitLength, int unitMillis) {
        try {
            String number = text.substring(0, text.length() - unitLength);
            double millis = Double.parseDouble(number) * unitMillis;
            if (millis >= 1 && millis <= Integer.MAX_VALUE) {
                return Duration.ofMillis(Math.round(millis));
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is out of range.
        }
        throw new IllegalArgumentException(text + " is none; say 10s, 500ms or 2m");
    }
}
