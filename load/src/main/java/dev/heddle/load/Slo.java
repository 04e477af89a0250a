package dev.heddle.load;

/**
 * A service level objective: what a figure of the result must be below, or above.
 *
 * <p>Times are in {@code s}, {@code ms} or {@code us}. Percentiles are those of {@link
 * LoadResult#latency}, from {@code p50} to {@code p99.99}, and with {@code service.} before them
 * those of {@link LoadResult#service}. {@code errors} are failures, as a number or in per cent of
 * good answers and failures together. {@code rate} is that of the good answers.
 *
 * @param text as it was written, such as {@code p99<50ms}
 */
public record Slo(String text) {
    /**
     * As {@link #parse} does.
     *
     * @throws IllegalArgumentException if it is none; the message shows it and what it may be
     */
    public Slo {
        Objective.parse(text);
    }

    /**
     * Reads one.
     *
     * @param text such as {@code p99<50ms}, {@code p99.9<=1s}, {@code max<2s}, {@code mean<10ms},
     *     {@code service.p99<20ms}, {@code errors<1%}, {@code errors<=0} or {@code rate>=490}
     * @return the objective
     * @throws IllegalArgumentException if it is none; the message shows it and what it may be
     */
    public static Slo parse(String text) {
        return new Slo(text.strip());
    }

    /**
     * Whether a result meets it, and by which figure. A percentile of which there are too few
     * answers is below what the greatest is below; what cannot be told that way either is not met,
     * and a run without a good answer meets nothing.
     *
     * @param result of a load test
     * @return with a sentence of evidence
     */
    public SloResult check(LoadResult result) {
        return Objective.parse(text).check(text, result);
    }
}
