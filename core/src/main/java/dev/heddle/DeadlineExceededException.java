package dev.heddle;

import org.jspecify.annotations.Nullable;

/**
 * The deadline of a {@link Async#timeout timeout}, a {@link Async#deadline deadline} or a call to a
 * worker pool passed before it was done. Thrown only by the call that set the deadline, by the
 * first two after their body has unwound; never a sign that the task itself was cancelled.
 */
public final class DeadlineExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * For what sets deadlines of its own, as a worker pool does.
     *
     * @param message what was late, and by which deadline
     * @param cause how it ended when it was told, if that is known
     */
    public DeadlineExceededException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
