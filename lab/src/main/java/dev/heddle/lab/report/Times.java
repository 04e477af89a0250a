package dev.heddle.lab.report;

import dev.heddle.lab.Interval;
import dev.heddle.lab.cli.Numbers;

/** Times and ratios for people; a dash where there is none. */
public final class Times {
    private static final String NONE = "–";

    private Times() {}

    /** {@code 4.21 ms}. */
    public static String of(double millis) {
        return isThere(millis) ? Numbers.time(millis) : NONE;
    }

    /** {@code 4.10–4.33}, in the unit in which {@link #of} tells the median. */
    public static String interval(Interval millis) {
        double unit = millis.median() < 0.9995 ? 1e-3 : millis.median() < 999.5 ? 1 : 1e3;
        return isThere(millis.low()) && isThere(millis.high())
                ? Numbers.threeDigits(millis.low() / unit)
                        + "–"
                        + Numbers.threeDigits(millis.high() / unit)
                : NONE;
    }

    /** {@code ×12.4}. */
    public static String ratio(double value) {
        return isThere(value) ? "×" + Numbers.threeDigits(value) : NONE;
    }

    private static boolean isThere(double value) {
        return Double.isFinite(value) && value >= 0;
    }
}
