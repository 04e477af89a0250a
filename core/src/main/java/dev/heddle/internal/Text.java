package dev.heddle.internal;

import java.time.Duration;
import java.util.Locale;

/** How values read in messages. */
public final class Text {
    private Text() {}

    /** 250 ms, 5 s, 1 min 30 s, 2 h; never ISO 8601. */
    public static String of(Duration d) {
        if (d.compareTo(Duration.ofMinutes(1)) < 0) {
            return belowAMinute(d);
        }
        String text =
                d.toHours() > 0
                        ? d.toHours()
                                + " h "
                                + d.toMinutesPart()
                                + " min "
                                + d.toSecondsPart()
                                + " s"
                        : d.toMinutes() + " min " + d.toSecondsPart() + " s";
        return text.replaceAll(" 0 (min|s)", "");
    }

    private static String belowAMinute(Duration d) {
        double millis = d.toNanos() / 1e6;
        return Math.abs(millis) < 1000 ? plain(millis) + " ms" : plain(millis / 1000) + " s";
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
    }
}
