package dev.heddle.demo.io.compare;

import dev.heddle.lab.Bench;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import java.io.IOException;

/** Runs a plan one way in this JVM. */
final class CallRunner implements Runner {
    private final Plan plan;
    private final Way way;
    private final Resources resources;

    private CallRunner(Plan plan, Way way, Resources resources) {
        this.plan = plan;
        this.way = way;
        this.resources = resources;
    }

    /** Opens a way, and has what it needs closed when the runner is. */
    @FunctionalInterface
    interface Opening {
        Way open(Bench bench, Resources resources) throws Exception;
    }

    static Opener opener(Plan plan, Opening opening) {
        return bench -> {
            var resources = new Resources(bench);
            try {
                return new CallRunner(plan, opening.open(bench, resources), resources);
            } catch (Throwable e) {
                close(resources, e);
                throw e;
            }
        };
    }

    private static void close(Resources resources, Throwable failure) {
        try {
            resources.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Each call is made once, so the trial sees all the CPU time, also where time is estimated. */
    @Override
    public Round round() throws Exception {
        var done = way.run(plan);
        return new Round(plan.answer(done.sum()), done.elapsed(), null);
    }

    @Override
    public void close() throws IOException {
        resources.close();
    }
}
