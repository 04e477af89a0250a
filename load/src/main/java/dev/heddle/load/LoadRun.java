package dev.heddle.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A load test that is under way. Any thread may call its methods. */
public final class LoadRun {
    private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
    private final Conductor conductor;

    private LoadRun(Conductor conductor) {
        this.conductor = conductor;
    }

    static LoadRun start(LoadPlan plan, Traffic traffic, LoadSettings settings) {
        var run = new LoadRun(Conductor.of(plan, traffic, settings));
        Thread.ofPlatform().daemon().name("heddle-load").start(run::conduct);
        return run;
    }

    private void conduct() {
        try {
            result.complete(conductor.conduct());
        } catch (Throwable e) { // whoever awaits the result is to hear of it
            result.completeExceptionally(e);
        }
    }

    /**
     * Begins nothing more, and ends as if the time were up: what is under way may be answered for a
     * second, and is given up then. Once more does nothing.
     *
     * @param why such as {@code SIGINT}
     */
    public void stop(String why) {
        conductor.stop(why);
    }

    /**
     * Waits for its end; in a task, parks that task. An interrupt stops the run, which has a result
     * then as well.
     *
     * @return what came of it
     */
    public LoadResult await() {
        try {
            return result.get();
        } catch (InterruptedException _) {
            stop("an interrupt");
            Thread.currentThread().interrupt();
            return result.join();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the load test broke down", e.getCause());
        }
    }
}
