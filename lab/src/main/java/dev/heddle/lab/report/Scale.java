package dev.heddle.lab.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value lies on an axis, in per cent of its length.
 *
 * @param from the value at its beginning
 * @param to the value at its end
 * @param log whether equal steps are equal factors
 */
record Scale(double from, double to, boolean log) {
    /** Beyond this ratio, the shorter bars of a linear scale would all look like nothing. */
    private static final double MOST_LINEAR = 30;

    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int MOST_TICKS = 5;

    /** One that suits all values from the least to the greatest, both above zero. */
    static Scale of(double least, double greatest) {
        if (!(greatest > 0)) {
            return new Scale(0, 1, false);
        }
        return least > 0 && greatest / least > MOST_LINEAR
                ? new Scale(powerBelow(least), greatest, true)
                : new Scale(0, greatest, false);
    }

    /** From a power of ten to the next one above {@code greatest}. */
    static Scale decades(double from, double greatest) {
        double to = from * 10;
        while (to < greatest) {
            to *= 10;
        }
        return new Scale(from, to, true);
    }

    double percent(double value) {
        double share =
                log
                        ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
                        : (value - from) / (to - from);
        return 100 * Math.clamp(share, 0, 1);
    }

    /** Round values on it, a few. */
    List<Double> ticks() {
        return log ? powers() : steps();
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
