package dev.heddle.lab;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One trial as it runs: all models are opened, each is warmed, their measured rounds are
 * interleaved, all are closed. Used by the trial's thread.
 */
final class TrialRun implements AutoCloseable {
    /** For what starts a server, a JVM, or imports a large library. */
    static final Duration OPEN_DEADLINE = Duration.ofMinutes(1);

    /** Of the time; the rest measures. */
    private static final double WARM_UP_SHARE = 0.4;

    private final Trial trial;
    private final Settings settings;
    private final NoiseMeter noise;
    private final List<Entrant> entrants;

    TrialRun(Trial trial, Settings settings, NoiseMeter noise) {
        this.trial = trial;
        this.settings = settings;
        this.noise = noise;
        var children = new Children();
        this.entrants =
                trial.candidates().stream()
                        .map(c -> new Entrant(c, settings.clock(), children))
                        .toList();
    }

    List<Entrant> entrants() {
        return entrants;
    }

    /** Runs it, and says how noisy it was meanwhile. */
    Noise run() throws InterruptedException {
        for (var entrant : entrants) {
            entrant.open(OPEN_DEADLINE);
            tell(entrant, model -> settings.listener().modelOpened(trial.workload(), model));
        }
        noise.begin();
        long start = settings.clock().nanos();
        double shareMillis = settings.budgetMillis() / Math.max(1, in().size());
        for (var entrant : in()) {
            warm(entrant, WARM_UP_SHARE * shareMillis);
        }
        measure(start);
        return noise.end();
    }

    private void warm(Entrant entrant, double shareMillis) throws InterruptedException {
        var warmUp = entrant.warmUp();
        while (entrant.isIn() && !warmUp.isSteady() && warmUp.spentMillis() < shareMillis) {
            entrant.warm(settings.roundDeadline());
        }
        entrant.keepLongWarmUp();
        tell(
                entrant,
                model -> settings.listener().modelWarm(trial.workload(), model, warmUp.rounds()));
    }

    private void measure(long start) throws InterruptedException {
        var running = in();
        double leftMillis = settings.budgetMillis() - millisSince(start);
        double share = leftMillis / Math.max(1, running.size());
        var rounds =
                running.stream()
                        .map(e -> Plan.rounds(e.roundMillis(), share, settings.effort()))
                        .toList();
        var order = Plan.order(rounds);
        int done = 0;
        for (int index : order) {
            var entrant = running.get(index);
            noise.between();
            if (entrant.isIn() && hasTime(entrant, start)) {
                entrant.measure(settings.roundDeadline());
                int now = ++done;
                tell(
                        entrant,
                        model ->
                                settings.listener()
                                        .roundMeasured(trial.workload(), model, now, order.size()));
            }
        }
    }

    /**
     * A plan is a guess. Where time has run out, a model still gets its least rounds, unless it has
     * used the time of all by itself.
     */
    private boolean hasTime(Entrant entrant, long start) {
        boolean few = entrant.samples().size() < settings.effort().leastRounds();
        return !entrant.isWeighed()
                || (few && entrant.spentMillis() < settings.budgetMillis())
                || millisSince(start) < settings.budgetMillis();
    }

    private double millisSince(long start) {
        return (settings.clock().nanos() - start) / 1e6;
    }

    private List<Entrant> in() {
        return entrants.stream().filter(Entrant::isIn).toList();
    }

    private void tell(Entrant entrant, Consumer<Model> goesOn) {
        String why = entrant.why();
        if (why == null) {
            goesOn.accept(entrant.model());
        } else {
            settings.listener().modelUnavailable(trial.workload(), entrant.model(), why);
        }
    }

    /** Closes all at once, and waits a bounded time, interrupted or not. */
    @Override
    public void close() {
        entrants.forEach(Entrant::close);
        boolean interrupted = Thread.interrupted();
        long end = settings.clock().nanos() + settings.closePatience().toNanos();
        for (var entrant : entrants) {
            try {
                entrant.awaitClosed(Duration.ofNanos(Math.max(0, end - settings.clock().nanos())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
