package dev.heddle.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says why a run's figures are not what was asked for, if they are not: because the generator, the
 * stub or the number of connections was the limit, and not the service.
 *
 * <p>What the generator adds is in each latency, because that counts from the intended start. So it
 * is held against the latency it would spoil: a generator that is 2 ms late is no matter where
 * answers take 900 ms, and all there is where they take 1.
 */
final class Judge {
    /** Less than this share missing is the end of the run. */
    private static final double LEAST_SENT = 0.99;

    /** So much of the latency may be the generator's. */
    private static final double MOST_OF_LATENCY = 0.2;

    /** Below this nobody asks. */
    private static final double LEAST_MILLIS = 1;

    /** Of all time, what garbage collection may take before the 99th percentile feels it. */
    private static final double MOST_GC = 0.01;

    /** Of all requests, those that may wait before the 99th percentile feels it. */
    private static final double MOST_WAITING = 0.01;

    /**
     * Beyond that the percentiles, in which most failures are not, tell of too few to be a bound.
     */
    private static final double MOST_FAILED = 0.01;

    private final LoadPlan plan;
    private final Figures figures;
    private final List<String> reasons = new ArrayList<>();

    /** Why latencies are higher than the service's, and nothing else is wrong. */
    private final List<String> lateness = new ArrayList<>();

    /**
     * What is judged; see {@link LoadResult} for what the parts mean.
     *
     * @param requests those that had a connection: a visit may have several
     */
    record Figures(
            long offered,
            long sent,
            long ok,
            long failed,
            Map<String, Long> errors,
            Map<String, String> firstErrors,
            double ratePerSecond,
            long requests,
            double seconds,
            Latencies latency,
            Latencies slip,
            GeneratorHealth generator,
            @Nullable StubHealth stub) {}

    private Judge(LoadPlan plan, Figures figures) {
        this.plan = plan;
        this.figures = figures;
    }

    /**
     * What is wrong with a run.
     *
     * @param reasons sentences; empty if nothing is
     * @param overstated whether all of it is that the generator was late, so that no latency is
     *     higher than told
     */
    record Judgement(List<String> reasons, boolean overstated) {}

    static Judgement judge(LoadPlan plan, Figures figures) {
        var judge = new Judge(plan, figures);
        judge.answers();
        judge.begun();
        judge.sent();
        judge.slip();
        judge.lag();
        judge.garbage();
        judge.connections();
        judge.stub();
        boolean overstated =
                judge.reasons.isEmpty()
                        && !judge.lateness.isEmpty()
                        && figures.failed <= MOST_FAILED * figures.offered;
        judge.reasons.addAll(judge.lateness);
        return new Judgement(List.copyOf(judge.reasons), overstated);
    }

    private void answers() {
        if (figures.offered == 0) {
            reasons.add("nothing was measured: no arrival was due in the measured time");
        } else if (figures.ok == 0) {
            var first = figures.firstErrors.entrySet().stream().findFirst();
            reasons.add(
                    "nothing was answered as it should be"
                            + first.map(e -> "; first of all: " + e.getValue()).orElse(""));
        }
    }

    /** Arrivals that the generator itself did not come to. */
    private void begun() {
        long missed = errors(Sender.NOT_BEGUN);
        long begun = figures.offered - missed;
        if (begun < LEAST_SENT * figures.offered) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "the generator is the limit: %,d requests were due and it came to %,d"
                                    + " (%.1f %%); ask for a lower rate, or use more loops",
                            figures.offered,
                            begun,
                            100.0 * begun / figures.offered));
        }
    }

    /**
     * Arrivals that no connection was free for in time, though there was somebody to connect to.
     */
    private void sent() {
        long begun = figures.offered - errors(Sender.NOT_BEGUN);
        long reachable = begun - errors("connect") - errors("dns") - errors("tls");
        if (figures.sent < LEAST_SENT * reachable && figures.ok > 0) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "the service did not keep up: %,d requests were due and %,d reached it"
                                    + " (%.1f %%); %,.0f/s were answered",
                            figures.offered,
                            figures.sent,
                            100.0 * figures.sent / figures.offered,
                            figures.ratePerSecond));
        }
    }

    private long errors(String kind) {
        return figures.errors.getOrDefault(kind, 0L);
    }

    private void slip() {
        double slip = figures.slip.late();
        if (spoils(slip)) {
            lateness.add(
                    String.format(
                            Locale.ROOT,
                            "the generator was late: 1 %% of the requests began %.1f ms or more after"
                                    + " their time, and the latency's 99th percentile is %.1f ms",
                            slip,
                            figures.latency.late()));
        }
    }

    private void lag() {
        double lag = figures.generator.loopLagP99Millis();
        if (spoils(lag)) {
            lateness.add(
                    String.format(
                            Locale.ROOT,
                            "the generator's loop was held up: its timers rang %.1f ms late at the"
                                    + " 99th percentile, so answers were read late",
                            lag));
        }
    }

    private boolean spoils(double millis) {
        double latency = figures.latency.late();
        return millis > LEAST_MILLIS && millis > MOST_OF_LATENCY * latency;
    }

    private void garbage() {
        double millis = figures.generator.gcMillis();
        if (millis > MOST_GC * 1_000 * figures.seconds
                && spoils(millis / Math.max(1, figures.generator.gcCount()))) {
            lateness.add(
                    String.format(
                            Locale.ROOT,
                            "the generator collected garbage for %.0f ms of %.0f s: give it more"
                                    + " memory",
                            millis,
                            figures.seconds));
        }
    }

    private void connections() {
        var generator = figures.generator;
        if (generator.waited() > MOST_WAITING * figures.requests
                && spoils(generator.waitMillis())) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "all %,d connections were in use: %.1f %% of the requests waited for one,"
                                    + " which the service never saw; raise the number of connections,"
                                    + " or take the rate for more than the service does",
                            plan.connections(),
                            100.0 * generator.waited() / figures.requests));
        }
    }

    private void stub() {
        var stub = figures.stub;
        if (stub != null && stub.saturated()) {
            reasons.add("the stub is the limit, not the generator: " + stub.why());
        }
    }
}
