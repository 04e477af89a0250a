package dev.heddle.load;

import dev.heddle.lab.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of a load test.
 *
 * <p>All figures are of the measured time: of what was to start in it, whenever it ended.
 *
 * @param plan what was asked for
 * @param environment where it ran, and when it began
 * @param began when the measured time began
 * @param measured how long it was: less than planned if it was stopped
 * @param stopped why it ended before its time, such as {@code SIGINT}; null if it did not
 * @param invalidReasons why the figures are not what was asked for, each a sentence; empty if they
 *     are
 * @param overstated whether all that is wrong is that the generator was late: latencies are at most
 *     as long as told, and an objective that was met is met
 * @param offered arrivals that were due: {@code ok + failed}
 * @param sent those that reached a connection; visits, those that began
 * @param ok those that were answered as they should be
 * @param failed those that were not, and those that the generator did not come to
 * @param errors the failures by kind: {@code connect}, {@code timeout}, {@code status 503}, {@code
 *     check: …}
 * @param firstErrors for each kind the message of the first failure
 * @param ratePerSecond good answers that came in the measured time, for each of its seconds
 * @param latency from the intended start to the end of the answer: of good answers, and of failures
 *     that took longer than these do, such as timeouts, whose answers would have taken longer
 *     still. Other failures are not in it, since a refusal is quick
 * @param service from the actual start, of the same; waiting for a connection is in it
 * @param sendSlip how late the generator was, for each that was sent
 * @param steps the parts of a scenario, or of several requests; empty where there is one
 * @param slices the measured time in equal parts, at most 120
 * @param worstSecond the second, by intended starts, with the greatest latency at the 99th
 *     percentile; null if nothing was measured
 * @param slowest the slowest, the slowest first, at most 20
 * @param generator how the generator was
 * @param stub how the stub was; null if it was not watched
 * @param slo what became of the objectives
 */
public record LoadResult(
        LoadPlan plan,
        Environment environment,
        Instant began,
        Duration measured,
        @Nullable String stopped,
        List<String> invalidReasons,
        boolean overstated,
        long offered,
        long sent,
        long ok,
        long failed,
        SortedMap<String, Long> errors,
        SortedMap<String, String> firstErrors,
        double ratePerSecond,
        Latencies latency,
        Latencies service,
        Latencies sendSlip,
        List<Step> steps,
        List<Slice> slices,
        @Nullable Slice worstSecond,
        List<SlowRequest> slowest,
        GeneratorHealth generator,
        @Nullable StubHealth stub,
        List<SloResult> slo) {
    public LoadResult {
        invalidReasons = List.copyOf(invalidReasons);
        steps = List.copyOf(steps);
        slices = List.copyOf(slices);
        slowest = List.copyOf(slowest);
        slo = List.copyOf(slo);
    }

    /** The same with what became of the objectives. */
    LoadResult withSlo(List<SloResult> results) {
        return new LoadResult(
                plan,
                environment,
                began,
                measured,
                stopped,
                invalidReasons,
                overstated,
                offered,
                sent,
                ok,
                failed,
                errors,
                firstErrors,
                ratePerSecond,
                latency,
                service,
                sendSlip,
                steps,
                slices,
                worstSecond,
                slowest,
                generator,
                stub,
                results);
    }

    /** Whether the figures are what was asked for. */
    public boolean valid() {
        return invalidReasons.isEmpty();
    }

    /** Whether every objective was met. */
    public boolean met() {
        return slo.stream().allMatch(SloResult::met);
    }
}
