package dev.heddle.demo.io.fetch;

import dev.heddle.Task;
import org.jspecify.annotations.Nullable;

/**
 * The one way to end a run early, from any thread: cancels its task, now or as soon as it is there.
 */
final class Stop {
    // Guarded by this.
    private @Nullable String reason;
    private @Nullable Task<?> task;

    /** Names the task of the run. */
    synchronized void cancels(Task<?> running) {
        task = running;
        if (reason != null) {
            running.cancel(reason);
        }
    }

    /** Ends the run; false if that was asked for already. */
    synchronized boolean now(String why) {
        if (reason != null) {
            return false;
        }
        reason = why;
        if (task != null) {
            task.cancel(why);
        }
        return true;
    }
}
