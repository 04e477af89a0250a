package dev.heddle.load;

import java.util.concurrent.CompletableFuture;

/** A load test that is under way. Any thread may call its methods. */
public final class LoadRun {
    private final CompletableFuture<LoadResult> result = new CompletableFuture<>();

    private LoadRun() {}

    static LoadRun start(LoadPlan plan, Traffic traffic, Load.Settings settings) {
        var run = new LoadRun();
        run.result.completeExceptionally(
                new UnsupportedOperationException("to be written: " + plan + traffic + settings));
        return run;
    }

    /**
     * Sends no more, and ends as if its time were up: what is under way may be answered for a
     * second, and is given up then. Once more does nothing.
     *
     * @param why such as {@code SIGINT}
     */
    public void stop(String why) {
        result.completeExceptionally(new UnsupportedOperationException("to be written: " + why));
    }

    /**
     * Waits for its end; in a task, parks that task.
     *
     * @return what came of it
     */
    public LoadResult await() {
        return result.join();
    }
}
