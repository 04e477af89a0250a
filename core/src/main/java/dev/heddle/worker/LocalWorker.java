package dev.heddle.worker;

import dev.heddle.internal.Niceness;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread of a pool: takes a call, runs it, takes the next, rests when there is none. */
final class LocalWorker implements Runnable {
    /** After this long on a core, another pool's worker that waits for one gets it. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LocalPool pool;
    private final Crew crew;
    private final @Nullable CoreBudget budget;
    private final Nesting nesting;
    private final Runnable coreIsHere = this::coreIsHere;

    // Written before the thread starts.
    private @Nullable Thread thread;

    // Only touched by the worker's thread.
    private boolean searching = true;
    private long coreSince;

    // Written by the worker's thread, read by others.
    private volatile @Nullable Call<?> running;

    // Written by others, to wake it.
    private volatile boolean woken;
    private volatile boolean hasCore;

    LocalWorker(LocalPool pool, Crew crew) {
        this.pool = pool;
        this.crew = crew;
        this.budget = pool.settings().budget();
        this.nesting = new Nesting(pool);
    }

    void isRunBy(Thread value) {
        thread = value;
    }

    Thread thread() {
        return java.util.Objects.requireNonNull(thread, "set before it starts");
    }

    // --- its life ---------------------------------------------------------------------------

    @Override
    public void run() {
        if (!Thread.currentThread().isVirtual()) {
            Niceness.set(pool.settings().niceness());
        }
        nesting.around(this::work);
    }

    private void work() {
        try {
            takeCore();
            while (!pool.isClosed()) {
                var call = pool.next(this);
                if (call == null) {
                    rest();
                } else {
                    run(call);
                }
            }
        } finally {
            giveCore();
            crew.gone(this, searching);
        }
    }

    private void run(Call<?> call) {
        if (searching) {
            searching = false;
            crew.found();
        }
        running = call;
        if (pool.isClosed()) {
            // Whoever closed it may not have seen that this call runs.
            call.close();
        } else {
            perform(call);
        }
        running = null;
        call.awaitStopped();
        // What was meant for this call must not meet the next.
        var _ = Thread.interrupted();
        pool.ended(call);
        shareCore(Ticker.systemTicker().nanoTime());
    }

    private <T> void perform(Call<T> call) {
        T value = null;
        Throwable failure = null;
        nesting.enter(call);
        try {
            var input = call.input();
            value = call.context.apply(call.work, input);
        } catch (Throwable e) {
            // Errors too: they are the call's, and the thread goes on.
            failure = e;
        }
        pool.meter().ran(call.queueNanos(), Ticker.systemTicker().nanoTime() - call.startedAt());
        // What the work did to it is not the subscriber's.
        var _ = Thread.interrupted();
        // What the subscriber does next, it does for whoever made the call.
        nesting.enter(call.outer);
        if (failure == null) {
            call.succeed(value);
        } else {
            call.fail(failure);
        }
        nesting.enter(null);
    }

    private void rest() {
        giveCore();
        crew.rest(this, searching);
        searching = true;
        takeCore();
    }

    // --- cores ------------------------------------------------------------------------------

    private void takeCore() {
        if (budget == null || pool.isClosed()) {
            return;
        }
        if (budget.take(coreIsHere)) {
            hasCore = true;
        } else {
            awaitCore(budget);
        }
        coreSince = Ticker.systemTicker().nanoTime();
    }

    private void awaitCore(CoreBudget from) {
        while (!hasCore) {
            LockSupport.park(from);
            // A late interrupt by somebody else's hand; it would keep this from parking.
            var _ = Thread.interrupted();
            if (pool.isClosed() && from.withdraw(coreIsHere)) {
                return;
            }
        }
    }

    private void coreIsHere() {
        hasCore = true;
        LockSupport.unpark(thread);
    }

    private void giveCore() {
        if (budget != null && hasCore) {
            hasCore = false;
            budget.give();
        }
    }

    private void shareCore(long now) {
        if (budget != null && budget.isWanted() && now - coreSince > TURN_NANOS) {
            giveCore();
            takeCore();
        }
    }

    // --- what others do to it ---------------------------------------------------------------

    void awaitWake() {
        while (!woken) {
            LockSupport.park(crew);
            // A late interrupt by somebody else's hand; it would keep this from parking.
            var _ = Thread.interrupted();
        }
        woken = false;
    }

    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /** Interrupts the work of the call it runs; who calls holds the call in STOPPING. */
    void interrupt() {
        thread().interrupt();
    }

    /** Ends it: its call is given up, and it waits for nothing more. */
    void close() {
        var call = running;
        if (call != null) {
            call.close();
        }
        LockSupport.unpark(thread);
    }

    boolean isRunning() {
        return running != null;
    }

    @Override
    public String toString() {
        var call = running;
        return thread().getName() + (call == null ? " (between two calls)" : ": " + call);
    }
}
