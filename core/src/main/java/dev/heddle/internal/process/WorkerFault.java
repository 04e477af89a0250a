package dev.heddle.internal.process;

import org.jspecify.annotations.Nullable;

/** What went wrong with a call, or with a worker's start, and is not the work's own failure. */
public final class WorkerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    WorkerFault(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What went wrong. */
    public enum Kind {
        START_FAILED,
        INPUT_NOT_ENCODABLE,
        RESULT_TOO_LARGE,
        RESULT_NOT_ENCODABLE,
        RESULT_NOT_ALLOWED,
        /** The work is not on the worker's class path, or cannot be called there. */
        WORK_NOT_FOUND,
        SHARED_MEMORY
    }
}
