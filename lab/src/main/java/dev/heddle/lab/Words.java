package dev.heddle.lab;

import java.util.List;
import java.util.Locale;

/** Numbers as they stand in sentences: three digits at most, and their unit. */
final class Words {
    private Words() {}

    static String millis(double millis) {
        if (millis >= 10_000) {
            return digits(millis / 1000) + " s";
        }
        return millis < 0.1 ? digits(millis * 1000) + " µs" : digits(millis) + " ms";
    }

    static String seconds(double seconds) {
        return seconds >= 10 ? digits(seconds) + " s" : millis(seconds * 1000);
    }

    static String times(double ratio) {
        return (ratio >= 9.95
                        ? String.format(Locale.ROOT, "%,.0f", ratio)
                        : String.format(Locale.ROOT, "%.1f", ratio))
                + " ×";
    }

    static String cores(double cores) {
        return String.format(Locale.ROOT, "%.1f", cores);
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static String digits(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        String text = String.format(Locale.ROOT, format, value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
