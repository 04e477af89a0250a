package dev.heddle.http;

import java.time.Duration;

/** Units for people. */
final class Text {
    private Text() {}

    static String of(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
