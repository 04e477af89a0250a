package dev.heddle;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What flows from a spawner into its task: the Reactor context, and the thread locals registered
 * with Micrometer's {@link ContextRegistry}, such as the MDC. Scoped values flow by themselves.
 * Where nothing is registered, this costs a field read.
 */
record TaskContext(Context reactor, @Nullable ContextSnapshot locals) {
    private static final TaskContext EMPTY = new TaskContext(Context.empty(), null);
    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().build();

    /** The context of the current thread, which may belong to a task or not. */
    static TaskContext capture(@Nullable TaskImpl<?> spawner) {
        Context inherited = spawner == null ? Context.empty() : spawner.context.reactor;
        if (nothingRegistered()) {
            return spawner == null ? EMPTY : withoutLocals(spawner.context);
        }
        return new TaskContext(inherited, SNAPSHOTS.captureAll());
    }

    /** The context of a subscriber: its Reactor context, and its thread's locals under it. */
    static TaskContext of(ContextView subscriber) {
        if (nothingRegistered()) {
            return subscriber.isEmpty() ? EMPTY : new TaskContext(Context.of(subscriber), null);
        }
        return new TaskContext(Context.of(subscriber), SNAPSHOTS.captureAll(subscriber));
    }

    /** Makes the locals those of the current thread, which is the task's own and new. */
    @SuppressWarnings("MustBeClosedChecker")
    void enter() {
        if (locals != null) {
            var _ = locals.setThreadLocals();
        }
    }

    /**
     * The Reactor context for what the current task awaits: its own, and its locals as they are
     * now.
     */
    static Context forAwait() {
        var task = TaskImpl.current();
        Context own = task == null ? Context.empty() : task.context.reactor;
        return nothingRegistered() ? own : SNAPSHOTS.captureAll().updateContext(own);
    }

    private static TaskContext withoutLocals(TaskContext context) {
        return context.locals == null ? context : new TaskContext(context.reactor, null);
    }

    private static boolean nothingRegistered() {
        return ContextRegistry.getInstance().getThreadLocalAccessors().isEmpty();
    }
}
