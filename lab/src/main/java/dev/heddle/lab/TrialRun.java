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

    /** For all models together, once the trial is over. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    /** Of the time; the rest measures. */
    private static final double WARM_UP_SHARE = 0.4;

    private final Trial trial;
    private final Effort effort;
    private final TrialListener listener;
    private final NanoClock clock;
    private final NoiseMeter noise;
    private final List<Entrant> entrants;

    TrialRun(
            Trial trial, Effort effort, TrialListener listener, NanoClock clock, NoiseMeter noise) {
        this.noise = noise;
        this.trial = trial;
        this.effort = effort;
        this.listener = listener;
        this.clock = clock;
        this.entrants = trial.candidates().stream().map(c -> new Entrant(c, clock)).toList();
    }

    List<Entrant> entrants() {
        return entrants;
    }

    /** Runs it, and says how noisy it was meanwhile. */
    Noise run() throws InterruptedException {
        for (var entrant : entrants) {
            entrant.open(OPEN_DEADLINE);
            tell(entrant, model -> listener.modelOpened(trial.workload(), model));
        }
        noise.begin();
        long start = clock.nanos();
        double shareMillis = effort.perWorkload().toNanos() / 1e6 / Math.max(1, in().size());
        for (var entrant : in()) {
            warm(entrant, WARM_UP_SHARE * shareMillis);
        }
        measure(start);
        return noise.end();
    }

    private void warm(Entrant entrant, double shareMillis) throws InterruptedException {
        var warmUp = entrant.warmUp();
        while (entrant.isIn() && !warmUp.isSteady() && warmUp.spentMillis() < shareMillis) {
            entrant.warm(effort.roundDeadline());
        }
        tell(entrant, model -> listener.modelWarm(trial.workload(), model, warmUp.rounds()));
    }

    private void measure(long start) throws InterruptedException {
        var running = in();
        double leftMillis = effort.perWorkload().toNanos() / 1e6 - (clock.nanos() - start) / 1e6;
        double share = leftMillis / Math.max(1, running.size());
        var rounds =
                running.stream().map(e -> Plan.rounds(e.roundMillis(), share, effort)).toList();
        var order = Plan.order(rounds);
        int done = 0;
        for (int index : order) {
            var entrant = running.get(index);
            noise.between();
            if (entrant.isIn() && hasTime(entrant, start)) {
                entrant.measure(effort.roundDeadline());
                int now = ++done;
                tell(
                        entrant,
                        model ->
                                listener.roundMeasured(trial.workload(), model, now, order.size()));
            }
        }
    }

    /** A plan is a guess; where time has run out, a model still gets its least rounds. */
    private boolean hasTime(Entrant entrant, long start) {
        return entrant.samples().size() < effort.leastRounds()
                || clock.nanos() - start < effort.perWorkload().toNanos();
    }

    private List<Entrant> in() {
        return entrants.stream().filter(Entrant::isIn).toList();
    }

    private void tell(Entrant entrant, Consumer<Model> goesOn) {
        String why = entrant.why();
        if (why == null) {
            goesOn.accept(entrant.model());
        } else {
            listener.modelUnavailable(trial.workload(), entrant.model(), why);
        }
    }

    /** Closes all at once, and waits a bounded time, interrupted or not. */
    @Override
    public void close() {
        entrants.forEach(Entrant::close);
        boolean interrupted = Thread.interrupted();
        long end = clock.nanos() + CLOSE_PATIENCE.toNanos();
        for (var entrant : entrants) {
            try {
                entrant.awaitClosed(Duration.ofNanos(Math.max(0, end - clock.nanos())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
