package dev.heddle.load.report;

import dev.heddle.load.LoadPlan;
import dev.heddle.load.LoadResult;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What two runs are compared by.
 *
 * @param plan what was asked for, without objectives
 * @param machine where it ran: CPU, cores and JVM
 * @param ok good answers
 * @param failed others
 * @param ratePerSecond of the good ones
 * @param millis the percentiles of {@link #PERCENTS}; NaN where they cannot be told
 * @param parts the slices
 */
record Measured(
        LoadPlan plan,
        String machine,
        long ok,
        long failed,
        double ratePerSecond,
        List<Double> millis,
        List<Part> parts) {
    static final List<Integer> PERCENTS = List.of(50, 90, 99);

    /** A slice. */
    record Part(double seconds, long ok, long failed, Histogram latency) {}

    static Measured of(LoadResult result) {
        var environment = result.environment();
        return new Measured(
                result.plan(),
                machine(environment.cpu(), environment.cores(), environment.java()),
                result.ok(),
                result.failed(),
                result.ratePerSecond(),
                PERCENTS.stream().map(percent -> result.latency().millis(percent)).toList(),
                result.slices().stream()
                        .map(slice ->
                                new Part(
                                        slice.seconds(),
                                        slice.ok(),
                                        slice.failed(),
                                        slice.latency().histogram()))
                        .toList());
    }

    static String machine(String cpu, int cores, String java) {
        return cores + " cores of " + cpu + ", " + java;
    }

    double errorPercent() {
        return ok + failed == 0 ? Double.NaN : 100.0 * failed / (ok + failed);
    }
}
