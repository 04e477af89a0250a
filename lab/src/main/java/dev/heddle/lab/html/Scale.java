package dev.heddle.lab.html;

import dev.heddle.lab.cli.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a value lies on an axis, in per cent of its length.
 *
 * @param from the value at its beginning
 * @param to the value at its end
 * @param log whether equal steps are equal factors
 */
public record Scale(double from, double to, boolean log) {
    /** Beyond this ratio, the shorter bars of a linear scale would all look like nothing. */
    private static final double MOST_LINEAR = 30;

    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int MOST_TICKS = 5;

    /** One that suits all values from the least to the greatest, both above zero. */
    public static Scale of(double least, double greatest) {
        if (!(greatest > 0)) {
            return new Scale(0, 1, false);
        }
        return least > 0 && greatest / least > MOST_LINEAR
                ? new Scale(powerBelow(least), greatest, true)
                : new Scale(0, greatest, false);
    }

    /** From a power of ten to the next one above {@code greatest}. */
    public static Scale decades(double from, double greatest) {
        double to = from * 10;
        while (to < greatest) {
            to *= 10;
        }
        return new Scale(from, to, true);
    }

    /** Where a value lies on it; what is beyond an end lies at that end. */
    public double percent(double value) {
        double share =
                log
                        ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
                        : (value - from) / (to - from);
        return 100 * Math.clamp(share, 0, 1);
    }

    /** Round values on it, a few. */
    public List<Double> ticks() {
        return log ? powers() : steps();
    }

    /** {@code 10 ms}, without the decimals of measured times. */
    public static String label(double millis) {
        if (millis == 0) {
            return "0";
        }
        double shown = millis < 1 ? millis * 1e3 : millis < 1e3 ? millis : millis / 1e3;
        String unit = millis < 1 ? " µs" : millis < 1e3 ? " ms" : " s";
        boolean whole = Math.abs(shown - Math.rint(shown)) < 1e-6;
        return (whole ? Numbers.count(Math.round(shown)) : Numbers.threeDigits(shown)) + unit;
    }

    private List<Double> powers() {
        var ticks = new ArrayList<Double>();
        // Half a step more, so that what is lost to rounding loses no tick.
        for (double tick = from; tick <= to * 1.0001; tick *= 10) {
            ticks.add(tick);
        }
        return ticks;
    }

    private List<Double> steps() {
        double power = powerBelow((to - from) / MOST_TICKS);
        double step = power;
        for (double factor : STEPS) {
            step = power * factor;
            if ((to - from) / step <= MOST_TICKS) {
                break;
            }
        }
        var ticks = new ArrayList<Double>();
        for (int i = 0; from + i * step <= to * 1.0001; i++) {
            ticks.add(from + i * step);
        }
        return ticks;
    }

    private static double powerBelow(double value) {
        return Math.pow(10, Math.floor(Math.log10(value)));
    }
}
