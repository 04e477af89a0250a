package dev.heddle.load;

import dev.heddle.lab.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Unmeasured that nobody measured, for the tests of what reads them. */
public final class Unmeasured {
    private static final Environment MACHINE =
            new Environment(
                    Instant.EPOCH,
                    "Linux",
                    "a CPU",
                    2,
                    8_000_000_000L,
                    "Java 25",
                    List.of(),
                    List.of("G1"),
                    "0.1.0",
                    List.of());

    private final LoadPlan plan;
    private final List<String> invalid = new ArrayList<>();
    private final SortedMap<String, Long> errors = new TreeMap<>();
    private final SortedMap<String, String> firstErrors = new TreeMap<>();
    private final List<SloResult> slo = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<SlowRequest> slowest = new ArrayList<>();
    private @Nullable Slice worst;
    private @Nullable StubHealth stub;
    private @Nullable String stopped;
    private boolean overstated;
    private long arrivals = 2_500;

    private Unmeasured(LoadPlan plan) {
        this.plan = plan;
    }

    /** Good ones. */
    public static Unmeasured of(Load load) {
        return new Unmeasured(load.plan());
    }

    public Unmeasured invalid(String reason) {
        invalid.add(reason);
        return this;
    }

    /** Invalid, and only because the generator was late. */
    public Unmeasured late(String reason) {
        overstated = true;
        return invalid(reason);
    }

    public Unmeasured stopped(String why) {
        stopped = why;
        return this;
    }

    public Unmeasured arrivals(long number) {
        arrivals = number;
        return this;
    }

    public Unmeasured errors(String kind, long number, String first) {
        errors.put(kind, number);
        firstErrors.put(kind, first);
        return this;
    }

    public Unmeasured slo(String text, boolean met, String evidence) {
        slo.add(new SloResult(text, met, 1, evidence));
        return this;
    }

    /** One that there were too few answers for. */
    public Unmeasured untold(String text, String evidence) {
        slo.add(new SloResult(text, false, Double.NaN, evidence));
        return this;
    }

    public Unmeasured step(String name, long failed) {
        steps.add(new Step(name, arrivals - failed, failed, latencies(arrivals - failed, 4)));
        return this;
    }

    public Unmeasured slow(
            double millis, String what, String outcome, SlowRequest.Phase... phases) {
        slowest.add(new SlowRequest(3.21, what, millis, List.of(phases), outcome));
        return this;
    }

    public Unmeasured worst(double fromSeconds, double millis) {
        worst = new Slice(fromSeconds, 1, 500, 497, 3, latencies(500, millis), 4.1);
        return this;
    }

    public Unmeasured stub(StubHealth health) {
        stub = health;
        return this;
    }

    public LoadResult get() {
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        long ok = arrivals - failed;
        double seconds = plan.duration().toNanos() / 1e9;
        return new LoadResult(
                plan,
                MACHINE,
                Instant.EPOCH,
                stopped == null ? plan.duration() : Duration.ofSeconds(1),
                stopped,
                invalid,
                overstated,
                arrivals,
                arrivals,
                ok,
                failed,
                errors,
                firstErrors,
                ok / seconds,
                latencies(ok, 12),
                latencies(ok, 10),
                latencies(arrivals, 0.04),
                steps,
                List.of(),
                worst,
                slowest,
                new GeneratorHealth(0.41, 3.2, 2, 5.1, 0.62, 50, 12, 0.8),
                stub,
                slo);
    }

    private static Latencies latencies(long count, double millis) {
        var histogram = new Histogram(3);
        if (count > 0) {
            histogram.recordValueWithCount((long) (millis * 1e6), count);
        }
        return new Latencies(histogram);
    }
}
