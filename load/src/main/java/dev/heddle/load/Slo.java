package dev.heddle.load;

/**
 * A service level objective: what a figure of the result must be below, or above.
 *
 * @param text as it was written, such as {@code p99<50ms}
 */
public record Slo(String text) {
    /**
     * Reads one.
     *
     * @param text such as {@code p99<50ms}, {@code p99.9<=1s}, {@code max<2s}, {@code mean<10ms},
     *     {@code service.p99<20ms}, {@code errors<1%}, {@code errors<=0} or {@code rate>=490}
     * @return the objective
     * @throws IllegalArgumentException if it is none; the message shows it and what it may be
     */
    public static Slo parse(String text) {
        return new Slo(text);
    }

    /** Whether a result meets it, and by which figure. */
    public SloResult check(LoadResult result) {
        return new SloResult(text, false, Double.NaN, "to be written, " + result.ok());
    }
}
