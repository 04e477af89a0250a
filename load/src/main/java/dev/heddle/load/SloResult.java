package dev.heddle.load;

/**
 * What became of an objective.
 *
 * @param slo as it was written
 * @param met whether it was met
 * @param actual the figure it was held against, in the unit of the objective (milliseconds, per
 *     cent or per second); NaN where there are too few answers to tell, which is not met
 * @param evidence one sentence: {@code p99 was 61.2 ms over 14,998 answers, 22 % above 50 ms}
 */
public record SloResult(String slo, boolean met, double actual, String evidence) {}
