package dev.heddle.load;

import dev.heddle.lab.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Results of load tests whose latencies a test chooses, slice by slice. */
public final class MadeResult {
    private static final String TIMEOUT = "timeout";

    private final List<Slice> slices = new ArrayList<>();
    private final TreeMap<String, Long> errors = new TreeMap<>();
    private final Histogram latency = Histograms.fine();
    private LoadPlan plan;
    private List<String> invalidReasons = List.of();
    private double seconds;
    private long ok;
    private long failed;
    private long unsent;

    /** The open model. */
    public MadeResult(double rate) {
        this(List.of(new Stage(Duration.ofSeconds(60), rate, rate)), 0);
    }

    /** The closed model. */
    public MadeResult(int users) {
        this(List.of(), users);
    }

    private MadeResult(List<Stage> stages, int users) {
        this.plan =
                new LoadPlan(
                        "GET http://h/",
                        stages,
                        Spacing.EVEN,
                        users,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        64,
                        Duration.ofSeconds(10),
                        1,
                        4711,
                        List.of(Slo.parse("p99<50ms")));
    }

    /** So many refused, which took no time, and good answers. */
    public MadeResult slice(double width, long refused, long... okNanos) {
        var histogram = Histograms.coarse();
        for (long nanos : okNanos) {
            Histograms.record(histogram, nanos);
            Histograms.record(latency, nanos);
        }
        long all = okNanos.length + refused;
        slices.add(
                new Slice(
                        seconds,
                        width,
                        all,
                        okNanos.length,
                        refused,
                        new Latencies(histogram),
                        0.4));
        count("connect", refused);
        ok += okNanos.length;
        seconds += width;
        return this;
    }

    /** Some more that timed out, in no slice. */
    public MadeResult timeouts(long number, Duration after) {
        latency.recordValueWithCount(after.toNanos(), number);
        count(TIMEOUT, number);
        return this;
    }

    /** Fewer were sent than ended. */
    public MadeResult sent(long number) {
        unsent = ok + failed - number;
        return this;
    }

    /** Another name than that of one GET. */
    public MadeResult what(String what) {
        plan =
                new LoadPlan(
                        what,
                        plan.stages(),
                        plan.spacing(),
                        plan.users(),
                        plan.duration(),
                        plan.warmUp(),
                        plan.connections(),
                        plan.timeout(),
                        plan.loops(),
                        plan.seed(),
                        plan.slos());
        return this;
    }

    /** Some more that a stop cut off, in no slice. */
    public MadeResult unanswered(long number, Duration after) {
        latency.recordValueWithCount(after.toNanos(), number);
        count(Sender.UNANSWERED, number);
        return this;
    }

    /** It cannot be believed. */
    public MadeResult invalid(String... reasons) {
        invalidReasons = List.of(reasons);
        return this;
    }

    private void count(String kind, long number) {
        failed += number;
        if (number > 0) {
            errors.merge(kind, number, Long::sum);
        }
    }

    /** What came of it. */
    public LoadResult result() {
        var times = new Latencies(latency);
        var firstErrors = new TreeMap<String, String>();
        errors.keySet().forEach(kind -> firstErrors.put(kind, "first " + kind));
        var began = Instant.parse("2026-11-21T10:00:05Z");
        return new LoadResult(
                plan,
                new Environment(
                        began,
                        "Linux",
                        "a CPU",
                        2,
                        8_000_000_000L,
                        "OpenJDK 25",
                        List.of(),
                        List.of("G1"),
                        "0.1.0",
                        List.of()),
                began,
                Duration.ofNanos(Math.round(1e9 * seconds)),
                null,
                invalidReasons,
                false,
                ok + failed,
                ok + failed - unsent,
                ok,
                failed,
                errors,
                firstErrors,
                seconds == 0 ? Double.NaN : ok / seconds,
                times,
                times,
                times,
                List.of(new Step("GET /", ok, failed, times)),
                slices,
                slices.isEmpty() ? null : slices.getFirst(),
                List.of(
                        new SlowRequest(
                                1.5,
                                "GET /",
                                12.5,
                                List.of(new SlowRequest.Phase("first byte", 12.5)),
                                "ok")),
                new GeneratorHealth(0.3, 2.8, 3, 11.2, 0.34, 64, 0, Double.NaN),
                null,
                List.of());
    }
}
