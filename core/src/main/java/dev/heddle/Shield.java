package dev.heddle;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Keeps requests from further out away from its body, until the grace period breaks it. */
final class Shield extends Scope {
    private final TaskImpl<?> task;
    private final Duration grace;
    private @Nullable Future<?> timer;
    private boolean broken;

    Shield(TaskImpl<?> task, Scope outer, Duration grace) {
        super(outer);
        this.task = task;
        this.grace = grace;
        this.broken = !grace.isPositive();
    }

    /** Starts the grace period with the first request that meets the shield. */
    void hold() {
        if (timer != null || broken) {
            return;
        }
        try {
            timer = task.loop.timer(this::breakUp, grace);
        } catch (RejectedExecutionException _) {
            broken = true; // a closed loop has no time to give
        }
    }

    private void breakUp() {
        broken = true;
        if (task.requests().pending() != null) {
            task.insist();
        }
    }

    void end() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    boolean shields() {
        return !broken;
    }

    @Override
    Throwable signal() {
        throw new AssertionError("a shield requests nothing");
    }
}
