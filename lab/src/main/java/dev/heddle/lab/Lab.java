package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs trials, one after the other. Used and closed by one thread, which is no task of a loop;
 * interrupting it ends the trial that runs.
 */
public final class Lab implements AutoCloseable {
    private final Instant opened = Instant.now();
    private final Settings settings;
    private final NoiseMeter noise;
    private final List<String> invalidReasons = new ArrayList<>();

    Lab(Settings settings) {
        this.settings = settings;
        this.noise = new NoiseMeter(settings.clock(), Machine.here());
    }

    /** One that measures as much as that. */
    public static Lab open(Effort effort) {
        return open(effort, TrialListener.NONE);
    }

    /** One whose trials are listened to. */
    public static Lab open(Effort effort, TrialListener listener) {
        return new Lab(
                Settings.of(
                        requireNonNull(effort, "effort"), requireNonNull(listener, "listener")));
    }

    /**
     * Runs one trial: opens all its models, warms each, and measures their rounds in turn. A model
     * that is absent, fails, or does not end is listed with the reason, and the others go on.
     *
     * @throws InterruptedException if the thread is interrupted; every runner is closed by then, or
     *     left behind if it does not end within seconds
     */
    public WorkloadResult run(Trial trial) throws InterruptedException {
        settings.listener().workloadBegan(trial.workload(), trial.candidates().size());
        try (var run = new TrialRun(trial, settings, noise)) {
            String tooMuch = run.run().tooMuch();
            if (tooMuch != null) {
                invalidReasons.add(trial.workload().name() + " was not judged: " + tooMuch + ".");
            }
            var result = Judge.judge(trial.workload(), Standings.of(run.entrants()), tooMuch);
            settings.listener().workloadEnded(result);
            return result;
        }
    }

    /** Why nothing may be concluded from the trials so far, each a sentence; empty if they hold. */
    public List<String> invalidReasons() {
        return List.copyOf(invalidReasons);
    }

    /**
     * What came of the trials that were run here.
     *
     * @param title such as "CPU-bound workloads"
     * @param command that reproduces it
     * @param quick whether it was a short run
     * @param results of this lab's trials
     * @param engines of other models, for the environment
     */
    public Comparison comparison(
            String title,
            String command,
            boolean quick,
            List<WorkloadResult> results,
            List<String> engines) {
        return new Comparison(
                title, command, quick, Environment.here(opened, engines), invalidReasons, results);
    }

    /** Ends nothing that a trial has not ended already. */
    @Override
    public void close() {}
}
