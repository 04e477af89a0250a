package dev.heddle.lab.cli;

/**
 * Figures for people, in English. Not by {@code String.format}, whose first use costs a command as
 * much as a dozen requests.
 */
public final class Numbers {
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

    private Numbers() {}

    /** {@code 12,345}. */
    public static String count(long value) {
        var digits = new StringBuilder().append(value);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }

    /** {@code 1 URL}, {@code 12,345 URLs}. */
    public static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** {@code 1.2 kB}, in powers of a thousand. */
    public static String bytes(long value) {
        double scaled = value;
        int unit = 0;
        while (scaled >= 999.5 && unit < BYTES.length - 1) {
            scaled /= 1_000;
            unit++;
        }
        return (unit == 0 ? count(value) : threeDigits(scaled)) + " " + BYTES[unit];
    }

    /** {@code 0.62 s}, {@code 12.3 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
    public static String seconds(double value) {
        long whole = Math.round(value);
        if (whole < 120) {
            return (value < 10 ? fixed(value, 2) : fixed(value, 1)) + " s";
        }
        long minutes = whole / 60;
        return minutes < 120
                ? minutes + " min " + whole % 60 + " s"
                : count(minutes / 60) + " h " + minutes % 60 + " min";
    }

    /** {@code 0.42 ms}, {@code 52.1 ms}, {@code 1,234 ms}. */
    public static String millis(double value) {
        return threeDigits(value) + " ms";
    }

    /** {@code 3.20 µs}, {@code 412 µs}, {@code 52.1 ms}, {@code 1.23 s}, from milliseconds. */
    public static String time(double millis) {
        if (millis < 0.9995) {
            return threeDigits(millis * 1e3) + " µs";
        }
        return millis < 999.5 ? millis(millis) : threeDigits(millis / 1e3) + " s";
    }

    /** As many decimals as make three digits. */
    public static String threeDigits(double value) {
        return value < 9.995 ? fixed(value, 2) : value < 99.95 ? fixed(value, 1) : fixed(value, 0);
    }

    private static String fixed(double value, int decimals) {
        long scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
        long scaled = Math.round(value * scale);
        if (decimals == 0) {
            return count(scaled);
        }
        String fraction = Long.toString(scaled % scale + scale).substring(1);
        return count(scaled / scale) + "." + fraction;
    }

    /** The text, made {@code width} wide with spaces before it. */
    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** The text, made {@code width} wide with spaces after it. */
    public static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** The text on one line of at most {@code width} characters, the rest as an ellipsis. */
    public static String cut(String text, int width) {
        String line = text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }
}
