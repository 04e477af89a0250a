package dev.heddle.demo.cpu.model;

import dev.heddle.EventLoop;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A task, seen by the thread of the trial. */
public final class OnLoop {
    /** Longer than any round that makes sense; then the task is cancelled. */
    static final int LIMIT_SECONDS = 120;

    private OnLoop() {}

    /** Runs a task and waits for it. */
    public static <T> T run(EventLoop loop, Callable<T> body) throws Exception {
        var result = loop.mono(body).toFuture();
        try {
            return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            result.cancel(true);
        }
    }
}
