package dev.heddle.lab.compare;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.Effort;
import dev.heddle.lab.Lab;
import dev.heddle.lab.Trial;
import dev.heddle.lab.TrialListener;
import dev.heddle.lab.WorkloadResult;
import java.util.List;

/** Runs trials one after the other: the lab, and in tests something that knows the answers. */
interface Measurer extends AutoCloseable {
    WorkloadResult run(Trial trial) throws InterruptedException;

    /** What came of the trials. */
    Comparison comparison(Heading heading, List<WorkloadResult> results);

    @Override
    void close();

    /** What a comparison says above its results. */
    record Heading(String title, String command, boolean quick, List<String> engines) {}

    /** Opens one. */
    @FunctionalInterface
    interface Opener {
        Measurer open(Effort effort, TrialListener listener);
    }

    /** One that measures. */
    static Measurer lab(Effort effort, TrialListener listener) {
        var lab = Lab.open(effort, listener);
        return new Measurer() {
            @Override
            public WorkloadResult run(Trial trial) throws InterruptedException {
                return lab.run(trial);
            }

            @Override
            public Comparison comparison(Heading heading, List<WorkloadResult> results) {
                return lab.comparison(
                        heading.title(),
                        heading.command(),
                        heading.quick(),
                        results,
                        heading.engines());
            }

            @Override
            public void close() {
                lab.close();
            }
        };
    }
}
