package dev.heddle.load;

import dev.heddle.lab.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Puts together what the loops recorded, once they have ended. */
final class Findings {
    private final LoadPlan plan;
    private final List<LoopRun> loops;
    private final List<Recording> recordings;

    private Findings(LoadPlan plan, List<LoopRun> loops) {
        this.plan = plan;
        this.loops = loops;
        this.recordings = loops.stream().map(loop -> loop.recording).toList();
    }

    /** How the run itself went. */
    record Circumstances(
            Environment environment,
            Instant began,
            Duration measured,
            @Nullable String stopped,
            Witness.Testimony testimony) {}

    static LoadResult of(LoadPlan plan, List<LoopRun> loops, Circumstances circumstances) {
        return new Findings(plan, loops).result(circumstances);
    }

    private LoadResult result(Circumstances how) {
        var errors = new TreeMap<String, Long>();
        var firstErrors = new TreeMap<String, String>();
        for (var recording : recordings) {
            recording.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
            recording.firstErrors.forEach(firstErrors::putIfAbsent);
        }
        double seconds = Math.max(1e-9, how.measured.toNanos() / 1e9);
        var latency = latencies(recording -> recording.latency);
        var slip = latencies(recording -> recording.slip);
        var generator = generator(how);
        var figures =
                new Judge.Figures(
                        sum(recording -> recording.offered),
                        sum(recording -> recording.sent),
                        sum(recording -> recording.ok),
                        sum(recording -> recording.failed),
                        errors,
                        firstErrors,
                        sum(recording -> recording.inTime) / seconds,
                        sum(recording -> recording.waits.getTotalCount()),
                        seconds,
                        latency,
                        slip,
                        generator,
                        how.testimony.stub());
        return withObjectives(result(how, figures));
    }

    private LoadResult result(Circumstances how, Judge.Figures figures) {
        var slices = slices(how.measured.toNanos() / 1e9);
        var judgement = Judge.judge(plan, figures);
        return new LoadResult(
                plan,
                how.environment,
                how.began,
                how.measured,
                how.stopped,
                judgement.reasons(),
                judgement.overstated(),
                figures.offered(),
                figures.sent(),
                figures.ok(),
                figures.failed(),
                (SortedMap<String, Long>) figures.errors(),
                (SortedMap<String, String>) figures.firstErrors(),
                figures.ratePerSecond(),
                figures.latency(),
                latencies(recording -> recording.service),
                figures.slip(),
                steps(),
                slices,
                WorstSecond.of(slices),
                Slowest.of(recordings.stream().map(recording -> recording.slowest).toList()),
                figures.generator(),
                how.testimony.stub(),
                List.of());
    }

    private LoadResult withObjectives(LoadResult result) {
        return result.withSlo(plan.slos().stream().map(slo -> slo.check(result)).toList());
    }

    private GeneratorHealth generator(Circumstances how) {
        var lag = new Latencies(merged(loops.stream().map(loop -> loop.lag.measured).toList()));
        return new GeneratorHealth(
                lag.late(),
                lag.maxMillis(),
                how.testimony.gc().count(),
                how.testimony.gc().millis(),
                how.testimony.cpuShare() / loops.size(),
                loops.stream().mapToLong(LoopRun::opened).sum(),
                sum(recording -> recording.waited),
                latencies(recording -> recording.waits).late());
    }

    private List<Step> steps() {
        return Tally.merge(recordings.stream().map(recording -> recording.steps).toList())
                .entrySet()
                .stream()
                .map(Findings::step)
                .toList();
    }

    private static Step step(java.util.Map.Entry<String, Tally> entry) {
        var tally = entry.getValue();
        return new Step(entry.getKey(), tally.ok, tally.failed, new Latencies(tally.service));
    }

    /** Those that had begun when the run ended. */
    private List<Slice> slices(double until) {
        double width = recordings.getFirst().timeLine.seconds;
        int all = recordings.getFirst().timeLine.parts.length;
        var slices = new ArrayList<Slice>();
        for (int i = 0; i < all && i * width < until; i++) {
            var sum = new TimeLine.Part();
            for (var recording : recordings) {
                sum.add(recording.timeLine.parts[i]);
            }
            slices.add(
                    new Slice(
                            i * width,
                            Math.min(width, until - i * width),
                            sum.offered,
                            sum.ok,
                            sum.failed,
                            new Latencies(sum.latency),
                            sum.lagNanos / 1e6));
        }
        return slices;
    }

    private Latencies latencies(Function<Recording, Histogram> part) {
        return new Latencies(merged(recordings.stream().map(part).toList()));
    }

    private static Histogram merged(List<Histogram> histograms) {
        var sum = Histograms.fine();
        histograms.forEach(sum::add);
        return sum;
    }

    private long sum(ToLongFunction<Recording> figure) {
        return recordings.stream().mapToLong(figure).sum();
    }
}
