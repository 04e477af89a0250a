package dev.heddle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that live and end within one block of one task, the group's owner: no child is left behind.
 *
 * <p><b>Failure and cancellation.</b> The first child to fail cancels its siblings and wakes the
 * owner out of whatever it awaits, with that very failure; {@link #join} or {@link #close} throws
 * it, with further failures suppressed, where the owner has not seen it yet. Cancelling the owner
 * while it joins cancels the children. A cancelled child is not a failure.
 *
 * <p>An owner that waits in a call of the JDK then sees {@link InterruptedException}, as the JDK
 * knows no better; the child's failure is suppressed under it by {@link #close}.
 *
 * <p><b>Leaving.</b> {@link #join} waits for the children. A block that is left while some still
 * run, because its body failed or forgot to join, cancels them and waits for their {@code finally}
 * blocks.
 *
 * <p><b>Threads.</b> {@link #spawn} may be called by the tasks of the owner's loop, so children may
 * spawn siblings; the rest only by the owner. Others get a {@link WrongThreadException}.
 *
 * {@snippet class="dev.heddle.Snippets" region="group"}
 */
public final class TaskGroup implements AutoCloseable {
    private final TaskImpl<?> owner;
    private final Owner scope;
    private final Set<TaskImpl<?>> running = new LinkedHashSet<>();
    private final Consumer<TaskImpl<?>> ended = this::ended;
    private @Nullable Throwable failure;
    private boolean cancelled;
    private boolean closed;

    private TaskGroup(TaskImpl<?> owner) {
        this.owner = owner;
        this.scope = owner.requests().enter(new Owner(owner.requests().innermost(), this));
    }

    /**
     * Opens a group owned by the current task.
     *
     * @return the group, to be closed by the same task
     * @throws WrongThreadException outside a task
     */
    public static TaskGroup open() {
        return new TaskGroup(TaskImpl.require("a task group"));
    }

    /**
     * Starts a child. In a group that is being cancelled it is cancelled before it starts.
     *
     * @param body the code of the child
     * @param <T> the type of its result
     * @return the child
     * @throws IllegalStateException if the group is closed
     */
    public <T> Task<T> spawn(Callable<? extends T> body) {
        ensureUsable();
        return add(owner.loop.spawn(body));
    }

    /**
     * {@link #spawn(Callable)} for a body without a result.
     *
     * @param body the code of the child
     * @return the child
     */
    public Task<Void> spawn(Action body) {
        return spawn(ActionBody.of(body));
    }

    /**
     * {@link #spawn(Callable)} with a name.
     *
     * @param name the name of the child
     * @param body the code of the child
     * @param <T> the type of its result
     * @return the child
     */
    public <T> Task<T> spawn(String name, Callable<? extends T> body) {
        ensureUsable();
        return add(owner.loop.spawn(name, body));
    }

    /**
     * {@link #spawn(String, Callable)} for a body without a result.
     *
     * @param name the name of the child
     * @param body the code of the child
     * @return the child
     */
    public Task<Void> spawn(String name, Action body) {
        return spawn(name, ActionBody.of(body));
    }

    /**
     * Waits until all children have ended, also those spawned meanwhile.
     *
     * @throws TaskCancelledException if the owner was cancelled; the children have been, too, and
     *     ended
     */
    public void join() {
        ensureOwner("join");
        try {
            Awaiter.begin();
            Awaiter.parkUntil(() -> running.isEmpty() || failure != null, () -> {});
        } catch (Throwable e) {
            cancel("its group's owner was woken: " + e.getMessage());
            awaitChildren();
            throw Sneaky.rethrow(e);
        }
        awaitChildren();
        throwFailure();
    }

    /**
     * Cancels the children there are and those still to come; {@link #join} then returns when they
     * have ended. A group that has done what it was opened for is stopped this way.
     */
    public void cancel() {
        cancel("its group was cancelled");
    }

    private void cancel(String reason) {
        ensureUsable();
        cancelled = true;
        List.copyOf(running).forEach(child -> child.cancelNow(reason, failure));
    }

    /**
     * Leaves the block. Children that still run are cancelled; returns when all have ended.
     *
     * @throws IllegalStateException if children were still running and nobody had cancelled them:
     *     the body failed, or it should have {@link #join joined}
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        ensureOwner("close");
        int left = cancelled ? 0 : running.size();
        cancel("its group was closed");
        var inside = owner.requests().groupsInside(scope).stream().map(TaskGroup::abandon).toList();
        awaitChildren();
        closed = true;
        owner.requests().leave(scope);
        throwFailure();
        if (left > 0) {
            throw new IllegalStateException(
                    "the block of a task group was left while "
                            + left
                            + (left == 1 ? " child was" : " children were")
                            + " still running; cancelled now. Call join() to wait for children.");
        }
        if (!inside.isEmpty()) {
            throw inside.getFirst();
        }
    }

    // --- on the carrier ---------------------------------------------------------------------

    private <T> Task<T> add(Task<T> task) {
        var child = (TaskImpl<T>) task;
        running.add(child);
        child.whenDone(ended);
        if (cancelled) {
            child.cancelNow("its group was cancelled", failure);
        }
        return child;
    }

    private void ended(TaskImpl<?> child) {
        running.remove(child);
        if (child.outcome() instanceof Outcome.Failure<?>(Throwable thrown)) {
            failed(child, thrown);
        }
        if (running.isEmpty() || failure != null) {
            owner.wake();
        }
    }

    private void failed(TaskImpl<?> child, Throwable thrown) {
        if (failure != null) {
            Sneaky.keep(failure, thrown);
            return;
        }
        failure = thrown;
        cancel("its sibling " + child.name() + " failed");
        owner.requests().request(scope);
    }

    /** Ends a group which its owner, ending now, has not closed; says so. */
    IllegalStateException abandon() {
        cancel("its group's owner ended");
        awaitChildren();
        closed = true;
        var complaint =
                new IllegalStateException(
                        "a task group was not closed; open it in a try-with-resources statement");
        if (failure != null && !scope.seen) {
            complaint.addSuppressed(failure);
        }
        return complaint;
    }

    private void awaitChildren() {
        Awaiter.parkUninterruptiblyUntil(running::isEmpty);
    }

    /** Throws the failure unless the owner has seen it. */
    private void throwFailure() {
        if (failure != null && !scope.seen) {
            throw Sneaky.rethrow(AwaitTrace.attach(failure));
        }
    }

    private void ensureUsable() {
        if (!owner.loop.carrier().isCurrent()) {
            throw new WrongThreadException(
                    "a task group belongs to the tasks of "
                            + owner.loop.name()
                            + "; this is "
                            + Thread.currentThread());
        }
        if (closed) {
            throw new IllegalStateException("the task group is closed");
        }
    }

    private void ensureOwner(String what) {
        ensureUsable();
        if (Thread.currentThread() != owner.thread) {
            throw new WrongThreadException(
                    what
                            + " belongs to the group's owner, "
                            + owner.name()
                            + "; this is "
                            + Thread.currentThread());
        }
    }

    /** The scope of the owner while the group is open. */
    static final class Owner extends Scope {
        final TaskGroup group;
        private boolean seen;

        Owner(Scope outer, TaskGroup group) {
            super(outer);
            this.group = group;
        }

        @Override
        boolean gets(Throwable failure) {
            boolean ours = failure == group.failure;
            seen |= ours;
            return ours;
        }

        @Override
        Throwable signal() {
            return group.failure == null ? new AssertionError("no child failed") : group.failure;
        }
    }
}
