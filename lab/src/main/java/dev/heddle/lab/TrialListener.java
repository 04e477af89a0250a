package dev.heddle.lab;

/**
 * Hears how a trial goes on, for a line of progress. Called on the thread that runs the trial,
 * between rounds; what it does is not measured, and should be short.
 */
public interface TrialListener {
    /** One that does not listen. */
    TrialListener NONE = new TrialListener() {};

    /**
     * A workload begins.
     *
     * @param models how many will be tried on it
     */
    default void workloadBegan(Workload workload, int models) {}

    /** A model is ready to run. */
    default void modelOpened(Workload workload, Model model) {}

    /** A model is absent, failed, or did not end; it takes no further part. */
    default void modelUnavailable(Workload workload, Model model, String why) {}

    /**
     * A model is warm.
     *
     * @param rounds that took
     */
    default void modelWarm(Workload workload, Model model, int rounds) {}

    /**
     * A round was measured.
     *
     * @param done how many of the workload's rounds, of all models
     * @param planned how many there will be
     */
    default void roundMeasured(Workload workload, Model model, int done, int planned) {}

    /** A workload ended. */
    default void workloadEnded(WorkloadResult result) {}
}
