package dev.heddle.load;

/**
 * What became of an objective.
 *
 * @param slo as it was written
 * @param met whether it was met
 * @param actual the figure it was held against, in the unit of the objective (milliseconds, per
 *     cent or per second); the greatest in place of a percentile where there are too few answers
 *     for that and the greatest is within the bound; NaN where it cannot be told, which is not met
 * @param evidence one sentence: {@code p99 was 61.2 ms over 14,998 answers, 22 % above 50 ms}
 */
public record SloResult(String slo, boolean met, double actual, String evidence) {
    /**
     * Whether it could be told: what was not met then is missed.
     *
     * @return false where there were too few answers
     */
    public boolean told() {
        return !Double.isNaN(actual);
    }
}
