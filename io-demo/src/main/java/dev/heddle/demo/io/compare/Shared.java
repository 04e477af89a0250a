package dev.heddle.demo.io.compare;

import dev.heddle.lab.AbsentException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Something that costs seconds to start and serves all models of a workload: started for the first
 * that needs it, closed by the last. May be used by any thread.
 *
 * @param <T> what it is
 */
final class Shared<T extends AutoCloseable> {
    private final Start<T> start;

    // Guarded by this.
    private @Nullable T value;
    private int users;

    /** Why it did not start, so that the other models need not wait for that again. */
    private @Nullable AbsentException absent;

    Shared(Start<T> start) {
        this.start = start;
    }

    /** Starts one. */
    @FunctionalInterface
    interface Start<T> {
        T start() throws Exception;
    }

    /** The one there is, until {@code resources} are closed. */
    synchronized T in(Resources resources) throws Exception {
        if (absent != null) {
            throw absent;
        }
        T taken = value;
        if (taken == null) {
            taken = started();
            value = taken;
        }
        users++;
        Closeable use = this::give;
        resources.own(use);
        return taken;
    }

    private T started() throws Exception {
        try {
            return start.start();
        } catch (AbsentException e) {
            absent = e;
            throw e;
        }
    }

    private synchronized void give() throws IOException {
        T last = value;
        if (--users > 0 || last == null) {
            return;
        }
        value = null;
        try {
            last.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
