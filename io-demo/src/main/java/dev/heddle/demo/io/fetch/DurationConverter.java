package dev.heddle.demo.io.fetch;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 10s}, {@code 2m}; a plain number means seconds. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        long unit = 1_000;
        String number = text;
        if (text.endsWith("ms")) {
            unit = 1;
            number = text.substring(0, text.length() - 2);
        } else if (text.endsWith("s")) {
            number = text.substring(0, text.length() - 1);
        } else if (text.endsWith("m")) {
            unit = 60_000;
            number = text.substring(0, text.length() - 1);
        }
        try {
            double millis = Double.parseDouble(number) * unit;
            if (millis >= 1 && millis <= Integer.MAX_VALUE) {
                return Duration.ofMillis(Math.round(millis));
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is out of range.
        }
        throw new TypeConversionException(
                "'" + text + "' is no time from 1ms to 24 days; say 10s, 500ms or 2m");
    }
}
