package dev.heddle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one task is asked to do: the chain of its scopes, from the innermost to the task itself, and
 * which of them want it to unwind. A request interrupts the thread; the next await takes it as a
 * signal. Only touched on the task's carrier; what leaves, settles or takes, by the task itself.
 */
final class Requests {
    private final Thread thread;
    private final Root root = new Root();
    private Scope scope = root;

    Requests(Thread thread) {
        this.thread = thread;
    }

    // --- the task itself --------------------------------------------------------------------

    void cancel(String reason, @Nullable Throwable cause) {
        root.give(reason, cause);
        request(root);
    }

    boolean isCancelled() {
        return root.isRequested();
    }

    TaskCancelledException cancellation() {
        return root.signal();
    }

    /** The cancellation, as the JDK said it. */
    TaskCancelledException cancellation(Throwable seen) {
        return new TaskCancelledException(root.reason, root.id, seen);
    }

    /** Ends the groups that the task has opened and not closed; each spoils the outcome. */
    <T> Outcome<T> abandonGroups(Outcome<T> outcome) {
        var spoilt = outcome;
        for (var group : groupsInside(root)) {
            spoilt = spoilt.spoilt(group.abandon());
        }
        return spoilt;
    }

    /** The open groups further in than {@code limit}, from the innermost outwards. */
    List<TaskGroup> groupsInside(Scope limit) {
        var groups = new ArrayList<TaskGroup>();
        for (Scope s = scope; s != null && s != limit; s = s.outer) {
            if (s instanceof TaskGroup.Owner owner) {
                groups.add(owner.group);
            }
        }
        return groups;
    }

    // --- asking and being asked -------------------------------------------------------------

    /** Interrupts the thread on behalf of {@code asking}, unless a shield keeps it away for now. */
    void request(Scope asking) {
        if (asking.request() && reaches(asking)) {
            thread.interrupt();
        }
    }

    private boolean reaches(Scope asking) {
        boolean reaches = true;
        for (Scope s = scope; s != null && s != asking; s = s.outer) {
            if (s instanceof Shield shield && shield.shields()) {
                shield.hold();
                reaches &= !shield.shields();
            }
        }
        return reaches;
    }

    /** What the interrupt that was just seen stands for: the widest pending request. */
    Throwable takeSignal() {
        Scope widest = pending();
        if (widest == null) {
            return new TaskCancelledException("the task's thread was interrupted", null);
        }
        markDelivered(widest);
        return widest.signal();
    }

    /** The bodies of those further in unwind on the way. */
    private void markDelivered(Scope widest) {
        for (Scope s = scope; s != null; s = s == widest ? null : s.outer) {
            if (s.isPending()) {
                s.markDelivered();
            }
        }
    }

    /** The thread is about to get {@code failure}, and need not be interrupted for it as well. */
    void gets(Throwable failure) {
        for (Scope s = scope; s != null; s = s.outer) {
            if (s.gets(failure) && s.isPending()) {
                s.markDelivered();
                if (pending() == null) {
                    var _ = Thread.interrupted();
                }
            }
        }
    }

    /**
     * A request whose interrupt is gone has been delivered: the JDK has made an
     * InterruptedException of it. To be called before there is another scope to mistake it for.
     */
    private void settle() {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        Scope widest = pending();
        if (widest != null) {
            markDelivered(widest);
            widest.markDeliveredByJdk();
        }
    }

    /** Whether some request has not been delivered, be it for a shield or not. */
    boolean isAsked() {
        for (Scope s = scope; s != null; s = s.outer) {
            if (s.isPending()) {
                return true;
            }
        }
        return false;
    }

    /** The outermost request that may be delivered and has not been. */
    @Nullable Scope pending() {
        Scope widest = null;
        for (Scope s = scope; s != null && !s.shields(); s = s.outer) {
            if (s.isPending()) {
                widest = s;
            }
        }
        return widest;
    }

    Scope innermost() {
        return scope;
    }

    <S extends Scope> S enter(S inner) {
        settle();
        scope = inner;
        return inner;
    }

    /**
     * Leaves {@code inner} and what is still in it, and takes back an interrupt only those asked
     * for.
     */
    void leave(Scope inner) {
        boolean asked = inner.isPending();
        Scope left = scope;
        for (; left != null && left != inner; left = left.outer) {
            asked |= left.isPending();
        }
        if (left == null) {
            return; // left already, with one further out
        }
        scope = Objects.requireNonNull(inner.outer, "the task's own scope is never left");
        if (asked && pending() == null) {
            var _ = Thread.interrupted();
        }
    }

    /** The outermost scope of a task: the task itself. */
    static final class Root extends Scope {
        private String reason = "cancelled";
        private @Nullable Throwable cause;

        Root() {
            super(null);
        }

        void give(String why, @Nullable Throwable because) {
            if (!isRequested()) {
                reason = why;
                cause = because;
            }
        }

        @Override
        TaskCancelledException signal() {
            return cause == null
                    ? new TaskCancelledException(reason, id)
                    : new TaskCancelledException(reason, id, cause);
        }
    }
}
