package dev.heddle;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Bodies that run in the current task with something said about their time. */
final class Scopes {
    private Scopes() {}

    static <T> T withDeadline(Duration limit, Callable<? extends T> body) {
        Awaiter.begin();
        var task = TaskImpl.require("a timeout");
        var scope = new DeadlineScope(task.requests().innermost(), limit);
        var timer = ring(task, scope, limit);
        task.requests().enter(scope);
        try {
            if (timer == null) {
                task.requests().request(scope);
            }
            return body.call();
        } catch (Throwable e) {
            if (isOwn(task, scope, e)) {
                throw new DeadlineExceededException(scope.message(), e);
            }
            throw Sneaky.rethrow(e);
        } finally {
            if (timer != null) {
                timer.cancel(false);
            }
            task.requests().leave(scope);
        }
    }

    /** Null if the time is over already. */
    private static @Nullable Future<?> ring(TaskImpl<?> task, DeadlineScope scope, Duration limit) {
        return limit.isPositive()
                ? task.loop.timer(() -> task.requests().request(scope), limit)
                : null;
    }

    /**
     * Whether the scope's own request made the body throw this. An interrupt that the JDK turned
     * into an exception bears no origin: it is the widest pending request's.
     */
    private static boolean isOwn(TaskImpl<?> task, DeadlineScope scope, Throwable e) {
        if (e instanceof TaskCancelledException cancelled) {
            return cancelled.origin == scope.id;
        }
        boolean woken = scope.isDeliveredByJdk() || task.requests().pending() == scope;
        return woken && TaskImpl.isCancellation(e);
    }

    static <T> T shielded(Duration grace, Callable<? extends T> body) {
        var task = TaskImpl.require("a shield");
        var shield = task.requests().enter(new Shield(task, task.requests().innermost(), grace));
        // What is pending now has interrupted the thread already; it waits like what comes later.
        boolean interrupted = shield.shields() && Thread.interrupted();
        boolean foreign = interrupted && !task.requests().isAsked();
        if (task.requests().isAsked()) {
            shield.hold();
        }
        try {
            return body.call();
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        } finally {
            shield.end();
            task.requests().leave(shield);
            if (foreign || task.requests().pending() != null) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static <T> T atomic(Callable<? extends T> body) {
        var loop = EventLoopImpl.requireCurrent();
        long turns = loop.carrier().turns();
        boolean outermost = loop.enterAtomic(Thread.currentThread());
        T result;
        try {
            result = body.call();
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        } finally {
            if (outermost) {
                loop.leaveAtomic(Thread.currentThread());
            }
        }
        if (loop.carrier().turns() != turns) {
            throw new IllegalStateException(
                    "the body of atomic must not wait, and it did: a contended lock or a sleep parks");
        }
        return result;
    }
}
