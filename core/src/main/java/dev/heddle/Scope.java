package dev.heddle;

import org.jspecify.annotations.Nullable;

/**
 * Something that can ask a task to unwind up to a point: the task itself, a deadline, a task group.
 * A task's scopes form a chain from the innermost outwards. All of it is only touched on the task's
 * carrier.
 *
 * <p>A request is an edge: it interrupts the thread once, is delivered once, and delivering an
 * outer one takes those further in with it, since their bodies unwind on the way.
 */
abstract sealed class Scope permits Requests.Root, DeadlineScope, TaskGroup.Owner, Shield {
    /** What its exceptions bear: they outlive the task, and must not keep it. */
    final Object id = new Object();

    final @Nullable Scope outer;
    private boolean requested;
    private boolean delivered;
    private boolean byJdk;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** What the task gets to see at its next await. */
    abstract Throwable signal();

    /** Notes that the task gets {@code failure}; true if that is what this scope asks with. */
    boolean gets(Throwable failure) {
        return false;
    }

    /** Whether scopes further out must not interrupt what runs in here. */
    boolean shields() {
        return false;
    }

    final boolean isRequested() {
        return requested;
    }

    final boolean isPending() {
        return requested && !delivered;
    }

    final boolean isDelivered() {
        return delivered;
    }

    /** Notes the request; false if there was one already, which makes asking twice harmless. */
    final boolean request() {
        boolean first = !requested;
        requested = true;
        return first;
    }

    final void markDelivered() {
        delivered = true;
    }

    /** Notes that the request was what the JDK made an InterruptedException of. */
    final void markDeliveredByJdk() {
        delivered = true;
        byJdk = true;
    }

    final boolean isDeliveredByJdk() {
        return byJdk;
    }
}
