package dev.heddle.worker;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Which call the current thread works for. A scoped value, so that tasks and the forks of a
 * StructuredTaskScope which a work starts know it as well (plain threads do not); bound once for
 * the life of a worker, so that a call costs one write.
 */
final class Nesting {
    private static final ScopedValue<Nesting> CURRENT = ScopedValue.newInstance();

    private final WorkerPool pool;

    /** Written by the worker's thread; read by it, and by threads it starts and waits for. */
    private @Nullable Call<?> call;

    Nesting(WorkerPool pool) {
        this.pool = pool;
    }

    static @Nullable Call<?> current() {
        return CURRENT.isBound() ? CURRENT.get().call : null;
    }

    /** Whether the current thread is one of a pool's, or something there may wait for it. */
    static boolean isWithin(WorkerPool target) {
        if (!CURRENT.isBound()) {
            return false;
        }
        var here = CURRENT.get();
        return here.pool == target || isWithin(target, here.call);
    }

    /** Whether a call runs on a pool, or one that made it, directly or not. */
    static boolean isWithin(WorkerPool target, @Nullable Call<?> call) {
        for (var c = call; c != null; c = c.outer) {
            if (c.pool() == target) {
                return true;
            }
        }
        return false;
    }

    static ContextView context() {
        var call = current();
        return call == null
                ? Context.of(dev.heddle.internal.process.child.CallContext.current())
                : call.context.reactor();
    }

    /** Runs the life of a worker, in which {@link #enter} says what it works for. */
    void around(Runnable life) {
        ScopedValue.where(CURRENT, this).run(life);
    }

    void enter(@Nullable Call<?> next) {
        call = next;
    }
}
