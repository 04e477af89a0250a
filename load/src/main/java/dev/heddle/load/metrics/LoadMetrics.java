package dev.heddle.load.metrics;

import static java.util.Objects.requireNonNull;

import dev.heddle.load.Latencies;
import dev.heddle.load.LoadListener;
import dev.heddle.load.LoadProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a meter registry with how a load test goes. One for a registry; may hear any number of
 * tests, one after the other, whose counts add up.
 *
 * <p>Counters, over the measured time: {@code heddle.load.offered}, {@code heddle.load.sent},
 * {@code heddle.load.ok}, and {@code heddle.load.failed} with a tag {@code kind}. Gauges, of the
 * last second: {@code heddle.load.latency} with a tag {@code quantile}, from the intended start;
 * {@code heddle.load.send.slip} likewise; {@code heddle.load.loop.lag}, the greatest; {@code
 * heddle.load.rate} and {@code heddle.load.rate.wanted} per second; {@code heddle.load.in.flight}
 * and {@code heddle.load.waiting}. Times are in seconds; a gauge is NaN where there is too little
 * to tell.
 */
public final class LoadMetrics implements LoadListener {
    private static final String PREFIX = "heddle.load.";
    private static final double[] PERCENTS = {50, 90, 99, 99.9, 100};
    private static final double MILLIS = 1e3;

    private final MeterRegistry registry;
    private final Counter offered;
    private final Counter sent;
    private final Counter ok;
    private final Map<String, Counter> failed = new HashMap<>();

    // Only touched by who calls the listener.
    private @Nullable LoadProgress before;

    /** For the gauges, whose readers have threads of their own. */
    private volatile @Nullable LoadProgress now;

    /**
     * Registers the meters.
     *
     * @param registry any
     */
    public LoadMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
        offered = counter("offered", "Arrivals that were due");
        sent = counter("sent", "Arrivals that were sent");
        ok = counter("ok", "Good answers");
        gauge("in.flight", "Arrivals under way", null, LoadProgress::inFlight);
        gauge("waiting", "Arrivals that wait for a connection", null, LoadProgress::waiting);
        gauge("rate", "Arrivals per second that are sent", null, LoadProgress::rate);
        gauge("rate.wanted", "Arrivals per second to send", null, LoadProgress::wantedRate);
        timeGauge("loop.lag", "The greatest lag of a loop", LoadProgress::lagMillis);
        quantiles("latency", "Latency from the intended start", LoadProgress::recent);
        quantiles("send.slip", "How late the generator is", LoadProgress::sendSlip);
    }

    @Override
    public void progress(LoadProgress progress) {
        var last = before;
        // Counts that fall are those of another test.
        var base = last == null || progress.offered() < last.offered() ? null : last;
        add(offered, progress, base, LoadProgress::offered);
        add(sent, progress, base, LoadProgress::sent);
        add(ok, progress, base, LoadProgress::ok);
        for (String kind : progress.errors().keySet()) {
            add(failed.computeIfAbsent(kind, this::failures), progress, base, of(kind));
        }
        before = progress;
        now = progress;
    }

    private static void add(
            Counter counter,
            LoadProgress progress,
            @Nullable LoadProgress base,
            ToDoubleFunction<LoadProgress> count) {
        double more =
                count.applyAsDouble(progress) - (base == null ? 0 : count.applyAsDouble(base));
        counter.increment(Math.max(0, more));
    }

    private static ToDoubleFunction<LoadProgress> of(String kind) {
        return progress -> progress.errors().getOrDefault(kind, 0L);
    }

    // --- registering ------------------------------------------------------------------------

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    private Counter failures(String kind) {
        return Counter.builder(PREFIX + "failed")
                .description("Answers that were not as they should be, and those that never came")
                .tag("kind", kind)
                .register(registry);
    }

    private void quantiles(String name, String description, Of latencies) {
        for (double percent : PERCENTS) {
            gauge(name, description, percent, progress -> seconds(latencies.in(progress), percent));
        }
    }

    private static double seconds(Latencies latencies, double percent) {
        double millis = percent == 100 ? latencies.maxMillis() : latencies.millis(percent);
        return millis / MILLIS;
    }

    private void timeGauge(String name, String description, ToDoubleFunction<LoadProgress> millis) {
        Gauge.builder(PREFIX + name, this, metrics -> metrics.value(millis) / MILLIS)
                .description(description)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private void gauge(
            String name,
            String description,
            @Nullable Double percent,
            ToDoubleFunction<LoadProgress> value) {
        var gauge =
                Gauge.builder(PREFIX + name, this, metrics -> metrics.value(value))
                        .description(description)
                        .strongReference(true);
        if (percent != null) {
            gauge.baseUnit("seconds").tag("quantile", quantile(percent));
        }
        gauge.register(registry);
    }

    /** As Prometheus writes it. */
    private static String quantile(double percent) {
        return percent == 100 ? "1" : String.valueOf(Math.round(percent * 10) / 1e3);
    }

    private double value(ToDoubleFunction<LoadProgress> of) {
        var progress = now;
        return progress == null ? Double.NaN : of.applyAsDouble(progress);
    }

    /** Which figures of a moment. */
    @FunctionalInterface
    private interface Of {
        Latencies in(LoadProgress progress);
    }
}
