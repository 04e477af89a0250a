package dev.heddle.http;

import java.time.Duration;

/** Units for people. */
final class Text {
    private Text() {}

    /** 250 ms, 30 s, 5 min; never ISO 8601. */
    static String of(Duration time) {
        long millis = time.toMillis();
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
