package dev.heddle;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a task that was cancelled, and is what a cancelled task ends with.
 *
 * <p>It is thrown once per cancellation, from the await the task is parked in or the next one it
 * comes to; {@code finally} blocks on the way out may await as usual. Code that catches it should
 * rethrow it. The message is the reason given to {@link Task#cancel(String)}; the cause, where
 * there is one, is what made somebody cancel.
 */
public final class TaskCancelledException extends CancellationException {
    private static final long serialVersionUID = 1L;

    /**
     * Whose request this is, so that a scope can tell its own from an outer one's; null: nobody's.
     */
    final transient @Nullable Object origin;

    TaskCancelledException(String reason, @Nullable Object origin) {
        super(reason);
        this.origin = origin;
    }

    TaskCancelledException(String reason, @Nullable Object origin, Throwable cause) {
        this(reason, origin);
        initCause(cause);
    }
}
