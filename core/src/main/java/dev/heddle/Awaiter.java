package dev.heddle;

import dev.heddle.internal.SelfDelivering;
import dev.heddle.internal.carrier.Carrier;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
class Awaiter<T> implements CoreSubscriber<T>, SelfDelivering {
    private static final int WAITING = 0;
    private static final int DONE = 1;
    private static final int GIVEN_UP = 2;
    private static final VarHandle STATE = state();

    private final Thread thread = Thread.currentThread();

    // Taken where the wait begins: a source may ask on another thread, which has none of it.
    private final Context context;

    // Written by the thread that signals, and published by the state.
    private @Nullable T value;
    private @Nullable Throwable failure;
    private volatile @Nullable Subscription subscription;

    // Leaves WAITING once: the value and the request to unwind race for it, and the loser knows.
    private volatile int state;

    Awaiter() {
        this(TaskContext.forAwait());
    }

    Awaiter(Context context) {
        this.context = context;
    }

    // --- what the signalling side calls -----------------------------------------------------

    /** Hands over the value; one that comes too late is dropped, as Reactor does it. */
    final void succeed(@Nullable T result) {
        if (state == WAITING) {
            value = result;
        }
        if (!done() && result != null) {
            Operators.onNextDropped(result, currentContext());
        }
    }

    /** False if the waiting thread has what it waited for, or has given up. */
    final boolean fail(Throwable reason) {
        if (state == WAITING) {
            failure = reason;
        }
        return done();
    }

    private boolean done() {
        if (!STATE.compareAndSet(this, WAITING, DONE)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }

    @Override
    public final Context currentContext() {
        return context;
    }

    @Override
    public final void onSubscribe(Subscription s) {
        subscription = s;
        if (state == GIVEN_UP) {
            s.cancel();
        } else {
            s.request(Long.MAX_VALUE);
        }
    }

    /** Takes the first value; what comes after it is dropped. */
    @Override
    public final void onNext(T first) {
        boolean isFirst = state == WAITING;
        succeed(first);
        if (isFirst && cancelsAfterFirst()) {
            cancelSource();
        }
    }

    /** A Mono ends by itself after its value; a Publisher may have more to say. */
    boolean cancelsAfterFirst() {
        return false;
    }

    @Override
    public final void onError(Throwable reason) {
        if (!fail(reason)) {
            Operators.onErrorDropped(reason, currentContext());
        }
    }

    @Override
    public final void onComplete() {
        var _ = done();
    }

    // --- what the waiting thread calls ------------------------------------------------------

    /**
     * Parks until there is a value or a failure. A request to unwind cancels what is awaited,
     * unless the value was there first: then it is returned, and the request meets the next await.
     */
    @SuppressWarnings("NullAway") // an empty Mono is a null, as the callers' Javadoc says
    final T get() {
        if (state == WAITING) {
            ensureMayParkOrGiveUp();
        }
        // Written out, as each frame and object that stays while the task is parked counts.
        while (state == WAITING) {
            LockSupport.park();
            if (Thread.currentThread().isInterrupted() && giveUp()) {
                throw interrupted();
            }
        }
        if (failure != null) {
            throw Sneaky.rethrow(AwaitTrace.attach(failure));
        }
        return value;
    }

    private void ensureMayParkOrGiveUp() {
        try {
            ensureMayPark();
        } catch (IllegalStateException e) {
            if (giveUp()) {
                cancelSource();
            }
            throw e;
        }
    }

    /** False if there is a value or a failure after all. */
    private boolean giveUp() {
        return STATE.compareAndSet(this, WAITING, GIVEN_UP);
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
                        ? "waiting like this belongs in a task of an event loop; this is "
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
        Throwable signal = task.requests().takeSignal();
        return Sneaky.rethrow(
                signal instanceof TaskCancelledException ? signal : AwaitTrace.attach(signal));
    }

    /**
     * What a task throws that finds another one cancelled: that, unless it is asked to unwind
     * itself. Then it unwinds with its own request, so that its cleanup does not meet it.
     */
    static RuntimeException cancelledElsewhere(TaskCancelledException other) {
        return TaskImpl.current() != null && Thread.interrupted()
                ? signal()
                : AwaitTrace.attach(other);
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(Awaiter.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** An awaiter of a Publisher, of which only the first value is wanted. */
    static final class First<T> extends Awaiter<T> {
        @Override
        boolean cancelsAfterFirst() {
            return true;
        }
    }
}
