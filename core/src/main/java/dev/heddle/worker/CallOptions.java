package dev.heddle.worker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one call differs from the others of its pool. Immutable.
 *
 * @param priority which of the waiting calls runs next
 * @param deadline the time from the submission to the result, waiting included; null: the pool's
 * @param caller on whose behalf it is made, such as a tenant: callers with waiting calls take
 *     turns. Compared by equals; null: the thread that subscribes, and so the task
 */
public record CallOptions(Priority priority, @Nullable Duration deadline, @Nullable Object caller) {
    /** A call like any other. */
    public static final CallOptions DEFAULT = new CallOptions(Priority.NORMAL, null, null);

    /** Checks the values. */
    public CallOptions {
        requireNonNull(priority, "priority");
        if (deadline != null && !deadline.isPositive()) {
            throw new IllegalArgumentException("the deadline must be positive: " + deadline);
        }
    }

    /**
     * A call of another priority.
     *
     * @param priority the priority
     * @return options like these
     */
    public CallOptions withPriority(Priority priority) {
        return new CallOptions(priority, deadline, caller);
    }

    /**
     * A call with a deadline of its own.
     *
     * @param deadline more than zero
     * @return options like these
     */
    public CallOptions withDeadline(Duration deadline) {
        return new CallOptions(priority, deadline, caller);
    }

    /**
     * A call on behalf of somebody.
     *
     * @param caller a key with equals and hashCode
     * @return options like these
     */
    public CallOptions withCaller(Object caller) {
        return new CallOptions(priority, deadline, caller);
    }
}
