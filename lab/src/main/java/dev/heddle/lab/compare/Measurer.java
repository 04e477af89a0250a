package dev.heddle.lab.compare;

import dev.heddle.lab.Effort;
import dev.heddle.lab.Lab;
import dev.heddle.lab.Trial;
import dev.heddle.lab.WorkloadResult;

/** Runs trials one after the other: the lab, and in tests something that knows the answers. */
interface Measurer extends AutoCloseable {
    WorkloadResult run(Trial trial) throws InterruptedException;

    @Override
    void close();

    /** Opens one. */
    @FunctionalInterface
    interface Opener {
        Measurer open(Effort effort);
    }

    /** One that measures. */
    static Measurer lab(Effort effort) {
        var lab = Lab.open(effort);
        return new Measurer() {
            @Override
            public WorkloadResult run(Trial trial) throws InterruptedException {
                return lab.run(trial);
            }

            @Override
            public void close() {
                lab.close();
            }
        };
    }
}
