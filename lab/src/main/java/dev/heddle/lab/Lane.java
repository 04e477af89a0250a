package dev.heddle.lab;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread on which a model is opened, run and closed, so that one that never ends can be
 * left behind. What is late is interrupted; a thread that does not heed that is a daemon, and ends
 * with the JVM. Used by the trial's thread.
 */
final class Lane {
    private final ExecutorService executor;

    Lane(String name) {
        this.executor =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
    }

    /**
     * Runs something there and waits for it.
     *
     * @throws ModelFailure if it throws, or is late
     * @throws InterruptedException if the caller was interrupted; so is what runs there
     */
    <T> T call(Callable<T> work, Duration deadline) throws ModelFailure, InterruptedException {
        var running = executor.submit(work);
        try {
            return running.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw ModelFailure.of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException _) {
            running.cancel(true);
            throw ModelFailure.late("did not end within " + seconds(deadline));
        } catch (InterruptedException e) {
            running.cancel(true);
            throw e;
        }
    }

    /** Runs something there as its last work, after what was interrupted has ended. */
    Future<?> finish(Runnable work) {
        var last = executor.submit(work);
        executor.shutdown();
        return last;
    }

    private static String seconds(Duration deadline) {
        return deadline.toMillis() % 1000 == 0
                ? deadline.toSeconds() + " s"
                : deadline.toMillis() + " ms";
    }
}
