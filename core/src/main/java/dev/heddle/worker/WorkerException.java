package dev.heddle.worker;

import org.jspecify.annotations.Nullable;

/**
 * A call that failed although its work threw nothing: the process it ran in is gone, or the result
 * could not come back. The message is one sentence that names the call, the worker and the cause;
 * {@link #kind()} is for programs. The pool goes on.
 */
public final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    WorkerException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * What sort of failure it is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /** The sorts of failures. */
    public enum Kind {
        /** No worker could be started. */
        START_FAILED,
        /** The worker ended while it ran the call: killed, crashed, or its work made it exit. */
        DIED,
        /** The worker had no heap left. */
        OUT_OF_MEMORY,
        /** The worker sent what is no answer; it was killed. */
        PROTOCOL,
        /** The result is larger than the pool takes. */
        RESULT_TOO_LARGE,
        /** The result is of a type that no bytes can be made of. */
        RESULT_NOT_ENCODABLE,
        /** The result is, or contains, a type that the pool does not allow. */
        RESULT_NOT_ALLOWED,
        /** There is no shared memory left for the input or the result. */
        SHARED_MEMORY,
        /** The same call has killed its workers before, and is kept from doing it again. */
        QUARANTINED
    }
}
