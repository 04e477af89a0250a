package dev.heddle.lab.advise;

import java.time.Duration;
import java.util.Locale;

/** Numbers with their units, as people read them. */
final class Units {
    private Units() {}

    static String time(Duration time) {
        return micros(time.toNanos() / 1e3);
    }

    /** {@code 3.1 µs}, {@code 4.25 ms}, {@code 1.2 s}. */
    static String micros(double micros) {
        if (Double.isNaN(micros)) {
            return "–";
        }
        if (micros < 1_000) {
            return three(micros) + " µs";
        }
        return micros < 1e6 ? three(micros / 1e3) + " ms" : three(micros / 1e6) + " s";
    }

    static String millis(double millis) {
        return micros(millis * 1e3);
    }

    /** In powers of 1024. */
    static String bytes(double bytes) {
        if (bytes < 1024) {
            return three(bytes) + " B";
        }
        if (bytes < 1 << 20) {
            return three(bytes / 1024) + " KB";
        }
        return bytes < 1 << 30
                ? three(bytes / (1 << 20)) + " MB"
                : three(bytes / (1 << 30)) + " GB";
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Three digits that count; whole numbers as such. */
    static String three(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
