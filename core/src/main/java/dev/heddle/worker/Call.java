package dev.heddle.worker;

import dev.heddle.internal.SelfDelivering;
import io.netty.util.concurrent.Ticker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;

/**
 * One call: from its subscription through the queue and a worker to its result. Any thread may
 * touch it; who moves the state decides what becomes of it, and the losers of that race do nothing.
 *
 * <pre>
 * NEW → ENTERING → QUEUED → RUNNING → DONE         the work returned or threw
 *   ↓       ↓         ↓         ↓
 *   ↓     DONE        ↓     STOPPING → STOPPED    cancelled, late, or the pool closed
 *   ↳ → → → → → → GIVEN_UP
 * </pre>
 */
final class Call<T> implements Subscription, Runnable {
    private static final int NEW = 0;
    private static final int ENTERING = 1;
    private static final int QUEUED = 2;
    private static final int RUNNING = 3;
    private static final int DONE = 4;
    private static final int GIVEN_UP = 5;
    private static final int STOPPING = 6;
    private static final int STOPPED = 7;
    private static final VarHandle STATE = state();

    /** A subscriber that measures the run by a clock of its own; called by who runs it. */
    interface Watcher {
        void began();

        void ended();
    }

    final Work<Object, T> work;
    final CallOptions options;
    final CallContext context;

    /** Who takes turns with others; null until the call is made. */
    final Object caller;

    /** The call that made this one, on whose worker. */
    final @Nullable Call<?> outer;

    /** The next of the same caller, while both wait. Guarded by the lanes' lock. */
    @Nullable Call<?> next;

    /** How many calls it has made that are not over. Guarded by its pool's budget. */
    int inner;

    private final BasePool pool;
    private final CoreSubscriber<? super T> actual;
    private final Home home;

    // Written by whoever moves the state, before it.
    private @Nullable T value;
    private @Nullable Throwable failure;
    private @Nullable Object input;
    private volatile @Nullable Disposable timer;
    private long submittedAt;
    private long startedAt;
    private volatile @Nullable Object worker;
    private int losses;
    private boolean refused;

    private volatile boolean muted;
    private volatile int state;

    Call(
            BasePool pool,
            Work<Object, T> work,
            Object input,
            CallOptions options,
            CoreSubscriber<? super T> actual) {
        this(
                pool,
                work,
                input,
                options,
                actual,
                Home.current(pool.settings()),
                CallContext.capture(actual.currentContext(), pool.settings().scoped()),
                Nesting.current());
    }

    /** A call on behalf of a subscriber who may be elsewhere than the current thread. */
    Call(
            BasePool pool,
            Work<Object, T> work,
            Object input,
            CallOptions options,
            CoreSubscriber<? super T> actual,
            Home home,
            CallContext context,
            @Nullable Call<?> outer) {
        this.pool = pool;
        this.work = work;
        this.input = input;
        this.options = options;
        this.actual = actual;
        this.home = home;
        this.context = context;
        this.caller = options.caller() == null ? Thread.currentThread() : options.caller();
        this.outer = outer;
    }

    // --- the subscriber ---------------------------------------------------------------------

    @Override
    public void request(long n) {
        if (Operators.validate(n) && STATE.compareAndSet(this, NEW, ENTERING)) {
            submittedAt = Ticker.systemTicker().nanoTime();
            try {
                pool.accept(this);
            } catch (RuntimeException | Error e) {
                // Whatever it is, a home without a timer too: the subscriber waits for a signal.
                refuse(e);
            }
        }
    }

    /** The pool has counted it in: from now on it may be begun, or given up. */
    void enterQueue() {
        state = QUEUED;
        startTimer();
        if (muted) {
            // On its way in, when it could not be given up.
            cancel();
        }
    }

    private void startTimer() {
        var limit = options.deadline() == null ? pool.settings().deadline() : options.deadline();
        if (limit != null) {
            timer = home.schedule(() -> expire(limit), limit);
            if (state > RUNNING) {
                // Whoever ended it may not have seen the timer.
                stopTimer();
            }
        }
    }

    private void refuse(Throwable reason) {
        if (STATE.compareAndSet(this, QUEUED, GIVEN_UP)) {
            pool.abandoned(this);
        } else if (!STATE.compareAndSet(this, ENTERING, DONE)) {
            // Somebody has it, and tells how it ends.
            Operators.onErrorDropped(reason, actual.currentContext());
            return;
        }
        refused = true;
        failure = reason;
        input = null;
        stopTimer();
        run();
    }

    @Override
    public void cancel() {
        muted = true;
        if (STATE.compareAndSet(this, NEW, GIVEN_UP)) {
            input = null;
        } else if (giveUp("its subscription was cancelled")) {
            pool.meter().cancelled();
            stopTimer();
        }
    }

    private void expire(Duration limit) {
        long now = Ticker.systemTicker().nanoTime();
        String name = toString();
        if (giveUp("its deadline has passed")) {
            pool.meter().late();
            long ran = state == STOPPED ? now - startedAt : WorkerFailures.NEVER_RAN;
            failure = WorkerFailures.late(this, name, limit, ran);
            deliver();
        }
    }

    /** Ends a call whose pool closes. */
    void close() {
        String name = toString();
        if (giveUp("its pool was closed")) {
            pool.meter().cancelled();
            failure = new CancellationException(name + " ended because the pool was closed");
            deliver();
        }
    }

    /** Ends a call for which there is no worker. */
    void failWaiting(Throwable reason) {
        if (giveUp("there is no worker for it")) {
            pool.meter().failed();
            failure = reason;
            deliver();
        }
    }

    /** True if this call is over now, and nobody else has said so. */
    private boolean giveUp(String reason) {
        if (STATE.compareAndSet(this, QUEUED, GIVEN_UP)) {
            input = null;
            pool.abandoned(this);
            return true;
        }
        if (STATE.compareAndSet(this, RUNNING, STOPPING)) {
            try {
                pool.stop(this, reason);
            } finally {
                state = STOPPED;
            }
            return true;
        }
        return false;
    }

    // --- the worker -------------------------------------------------------------------------

    /** Claims the call for a worker; false if it was given up. */
    boolean begin(Object by) {
        worker = by;
        startedAt = Ticker.systemTicker().nanoTime();
        if (actual instanceof Watcher watcher) {
            watcher.began();
        }
        return STATE.compareAndSet(this, QUEUED, RUNNING);
    }

    /**
     * Gives a call that has not begun on its worker back to the queue; false if it was given up.
     */
    boolean giveBack() {
        return STATE.compareAndSet(this, RUNNING, QUEUED);
    }

    void succeed(@Nullable T result) {
        value = result;
        if (STATE.compareAndSet(this, RUNNING, DONE)) {
            input = null;
            noteEnd();
            pool.meter().completed();
            deliver();
        } else {
            value = null;
        }
    }

    void fail(Throwable reason) {
        if (STATE.compareAndSet(this, RUNNING, DONE)) {
            failure = reason;
            input = null;
            noteEnd();
            pool.meter().failed();
            deliver();
        }
    }

    private void noteEnd() {
        if (actual instanceof Watcher watcher) {
            watcher.ended();
        }
    }

    /** Waits, for an instant, until nobody will interrupt the worker for this call any more. */
    void awaitStopped() {
        while (state == STOPPING) {
            Thread.onSpinWait();
        }
    }

    // --- the result -------------------------------------------------------------------------

    private void deliver() {
        stopTimer();
        try {
            if (actual instanceof SelfDelivering) {
                home.wake(this);
            } else {
                home.execute(this);
            }
        } catch (RuntimeException e) {
            if (home instanceof Home.OnScheduler) {
                // It may be full, and whoever waits need not be there: as publishOn does it.
                failure = failure == null ? e : failure;
                run();
                return;
            }
            // Its loop has closed, and with it whoever might want to know.
            Operators.onErrorDropped(failure == null ? e : failure, actual.currentContext());
        }
    }

    private void stopTimer() {
        var started = timer;
        if (started != null) {
            started.dispose();
        }
    }

    /** Tells the subscriber, at its home. */
    @Override
    public void run() {
        if (muted) {
            return;
        }
        try {
            tell();
        } catch (Throwable e) {
            // The subscriber's own, which is no business of the thread that tells it.
            Operators.onErrorDropped(e, actual.currentContext());
        }
    }

    private void tell() {
        if (failure != null) {
            actual.onError(failure);
            return;
        }
        if (value != null) {
            actual.onNext(value);
        }
        actual.onComplete();
    }

    // --- looking at it ----------------------------------------------------------------------

    BasePool pool() {
        return pool;
    }

    @Nullable Object input() {
        return input;
    }

    /** Who runs it. */
    @Nullable Object worker() {
        return worker;
    }

    /** It goes to another worker before it has begun on the one it was with. */
    void movesTo(Object other) {
        worker = other;
    }

    /** Notes that a worker died with it and nothing else to blame; how often that was so far. */
    int lost() {
        return ++losses;
    }

    /** It never got into the queue. */
    boolean isRefused() {
        return refused;
    }

    boolean isQueued() {
        return state == QUEUED;
    }

    /** Whether its work runs and is still wanted. */
    boolean isRunning() {
        return state == RUNNING;
    }

    long queueNanos() {
        return startedAt - submittedAt;
    }

    /** The time since it was submitted. */
    long ageNanos() {
        return Ticker.systemTicker().nanoTime() - submittedAt;
    }

    long startedAt() {
        return startedAt;
    }

    @Override
    public String toString() {
        return "the call of " + Works.name(this) + " on pool " + pool.name();
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(Call.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
