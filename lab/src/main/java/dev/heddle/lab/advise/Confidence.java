package dev.heddle.lab.advise;

import java.util.Locale;

/** How sure an advice is; the order is from the least. */
public enum Confidence {
    /** No advice. */
    NONE,
    /** The intervals of the best and of another overlap, and their medians are apart. */
    LOW,
    /** The intervals are apart, but wide or close. */
    MEDIUM,
    /** The intervals are narrow, and what is said follows from them whatever value is the true. */
    HIGH;

    /** As it is written in JSON: {@code high}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
