package dev.heddle.benchmarks.load;

import java.util.Locale;

/**
 * What a load generator said of a run, and what it took. NaN is what it does not tell.
 *
 * @param perSecond answers in a second
 * @param p99Millis of the latency that it reports
 * @param slipP99Millis how late it was
 * @param cpuMicros of its process, user and system, for each request
 * @param remark for a person; empty for none
 */
record Reported(
        double perSecond,
        double p99Millis,
        double slipP99Millis,
        double cpuMicros,
        String remark) {
    static String cell(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }
}
