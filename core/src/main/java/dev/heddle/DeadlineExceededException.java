package dev.heddle;

/**
 * The deadline of a {@link Async#timeout timeout} or {@link Async#deadline deadline} passed before
 * its body was done. Thrown only by the call that set the deadline, after the body has unwound;
 * never a sign that the task itself was cancelled.
 */
public final class DeadlineExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadlineExceededException(String message, Throwable cause) {
        super(message, cause);
    }
}
