package dev.heddle;

import dev.heddle.internal.carrier.Carrier;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One value awaited by one virtual thread of a loop. The waiting thread calls {@link #get}; whoever
 * has the value, on any thread, calls {@link #succeed} or {@link #fail}.
 */
class Awaiter<T> implements CoreSubscriber<T> {
    private final Thread thread = Thread.currentThread();

    // Only touched by the waiting thread.
    private @Nullable Context context;

    // Written by the thread that signals, and published by done.
    private @Nullable T value;
    private @Nullable Throwable failure;
    private volatile @Nullable Subscription subscription;
    private volatile boolean done;

    // --- what the signalling side calls -----------------------------------------------------

    final void succeed(@Nullable T result) {
        value = result;
        done = true;
        LockSupport.unpark(thread);
    }

    final void fail(Throwable reason) {
        failure = reason;
        done = true;
        LockSupport.unpark(thread);
    }

    @Override
    public final Context currentContext() {
        if (context == null) {
            context = TaskContext.forAwait();
        }
        return context;
    }

    @Override
    public final void onSubscribe(Subscription s) {
        subscription = s;
        s.request(Long.MAX_VALUE);
    }

    /** Takes the first value; what comes after it is discarded. */
    @Override
    public final void onNext(T first) {
        if (done) {
            Operators.onDiscard(first, currentContext());
            return;
        }
        var source = subscription;
        succeed(first);
        if (source != null && cancelsAfterFirst()) {
            source.cancel();
        }
    }

    /** A Mono ends by itself after its value; a Publisher may have more to say. */
    boolean cancelsAfterFirst() {
        return false;
    }

    @Override
    public final void onError(Throwable reason) {
        if (done) {
            Operators.onErrorDropped(reason, currentContext());
        } else {
            fail(reason);
        }
    }

    @Override
    public final void onComplete() {
        if (!done) {
            succeed(null);
        }
    }

    // --- what the waiting thread calls ------------------------------------------------------

    /**
     * Parks until there is a value or a failure. A request to unwind cancels what is awaited,
     * unless the value was there first: then it is returned, and the request meets the next await.
     */
    @SuppressWarnings("NullAway") // an empty Mono is a null, as the callers' Javadoc says
    final T get() {
        if (!done) {
            ensureMayPark();
        }
        // Written out, as each frame and object that stays while the task is parked counts.
        while (!done) {
            LockSupport.park();
            if (Thread.currentThread().isInterrupted() && !done) {
                throw interrupted();
            }
        }
        if (failure != null) {
            throw Sneaky.rethrow(AwaitTrace.attach(failure));
        }
        return value;
    }

    private RuntimeException interrupted() {
        var _ = Thread.interrupted();
        cancelSource();
        return signal();
    }

    void cancelSource() {
        var source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    /** Parks until {@code ready}; a request to unwind runs {@code cancel} and is thrown. */
    static void parkUntil(BooleanSupplier ready, Runnable cancel) {
        if (ready.getAsBoolean()) {
            return;
        }
        ensureMayPark();
        while (!ready.getAsBoolean()) {
            LockSupport.park(ready);
            if (!ready.getAsBoolean() && Thread.interrupted()) {
                cancel.run();
                throw signal();
            }
        }
    }

    /** Parks until {@code ready}, whatever anybody requests; a request meets the next await. */
    static void parkUninterruptiblyUntil(BooleanSupplier ready) {
        boolean interrupted = false;
        while (!ready.getAsBoolean()) {
            LockSupport.park(ready);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where every await begins: on a thread that may wait, with nobody asking it to unwind. */
    static void begin() {
        var carrier = Carrier.current();
        if (carrier == null || carrier.inLoopThread() || !Thread.currentThread().isVirtual()) {
            throw mayNotWait(carrier);
        }
        if (Thread.interrupted()) {
            throw signal();
        }
    }

    private static WrongThreadException mayNotWait(@Nullable Carrier carrier) {
        return new WrongThreadException(
                carrier == null
                        ? "await belongs in a task of an event loop; this is "
                                + Thread.currentThread()
                                + " (block on a Mono with Mono.block there)"
                        : "a callback of the event loop must not wait; spawn a task for what waits");
    }

    static void ensureMayPark() {
        var loop = EventLoopImpl.requireCurrent();
        if (loop.isAtomic(Thread.currentThread())) {
            throw new IllegalStateException("the body of atomic must not wait, and it awaits here");
        }
    }

    /** The exception for an interrupt just seen on the current thread. */
    static RuntimeException signal() {
        var task = TaskImpl.current();
        if (task == null) {
            return new TaskCancelledException("the virtual thread was interrupted", null);
        }
        Throwable signal = task.takeSignal();
        return Sneaky.rethrow(
                signal instanceof TaskCancelledException ? signal : AwaitTrace.attach(signal));
    }

    /** An awaiter of a Publisher, of which only the first value is wanted. */
    static final class First<T> extends Awaiter<T> {
        @Override
        boolean cancelsAfterFirst() {
            return true;
        }
    }
}
