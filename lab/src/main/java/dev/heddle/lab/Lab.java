package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs trials, one after the other. Used and closed by one thread, which is no task of a loop;
 * interrupting it ends the trial that runs.
 */
public final class Lab implements AutoCloseable {
    private final Effort effort;
    private final TrialListener listener;
    private final NanoClock clock = NanoClock.SYSTEM;

    private Lab(Effort effort, TrialListener listener) {
        this.effort = requireNonNull(effort, "effort");
        this.listener = requireNonNull(listener, "listener");
    }

    public static Lab open(Effort effort) {
        return open(effort, TrialListener.NONE);
    }

    /** One whose trials are listened to. */
    public static Lab open(Effort effort, TrialListener listener) {
        return new Lab(effort, listener);
    }

    /**
     * Runs one trial: its models in turn, round by round.
     *
     * @throws InterruptedException if the thread is interrupted; every runner is closed by then, or
     *     left behind if it does not end
     */
    public WorkloadResult run(Trial trial) throws InterruptedException {
        listener.workloadBegan(trial.workload(), trial.candidates().size());
        try (var run = new TrialRun(trial, effort, listener, clock)) {
            run.run();
            var result = judge(trial.workload(), run.entrants());
            listener.workloadEnded(result);
            return result;
        }
    }

    private static WorkloadResult judge(Workload workload, List<Entrant> entrants) {
        var results = entrants.stream().map(Lab::result).collect(Collectors.toList());
        var best =
                results.stream()
                        .filter(ModelResult::available)
                        .filter(r -> r.model().side() != Model.Side.DEMONSTRATION)
                        .filter(r -> r.model().side() != Model.Side.PYTHON)
                        .min((a, b) -> Double.compare(median(a), median(b)));
        return new WorkloadResult(
                workload, results, best.map(r -> r.model().name()).orElse(null), "");
    }

    private static double median(ModelResult result) {
        var figures = result.figures();
        return figures == null ? Double.NaN : figures.millis().median();
    }

    private static ModelResult result(Entrant entrant) {
        String why = entrant.why();
        var figures = why == null ? Summary.of(entrant.samples(), entrant.lagP99Millis()) : null;
        return new ModelResult(entrant.model(), figures, Double.NaN, why == null ? "" : why);
    }

    @Override
    public void close() {}
}
