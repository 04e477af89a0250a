package dev.heddle.worker;

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
    private final Nesting nesting = new Nesting();
    private final Runnable coreIsHere = this::coreIsHere;

    // Written before the thread starts.
    private @Nullable Thread thread;

    // Only touched by the worker's thread.
    private boolean searching = true;
    private long coreSince;

    // Written by others, to wake it.
    private volatile boolean woken;
    private volatile boolean hasCore;

    LocalWorker(LocalPool pool, Crew crew) {
        this.pool = pool;
        this.crew = crew;
        this.budget = pool.settings().budget();
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
        nesting.enter(call);
        perform(call);
        nesting.enter(null);
        call.awaitStopped();
        // What was meant for this call must not meet the next.
        var _ = Thread.interrupted();
        long now = Ticker.systemTicker().nanoTime();
        pool.ended(call, call.queueNanos(), now - call.startedAt());
        shareCore(now);
    }

    private static <T> void perform(Call<T> call) {
        try {
            var input = call.input();
            call.succeed(call.context.apply(call.work, input));
        } catch (Throwable e) {
            // Errors too: they are the call's, and the thread goes on.
            call.fail(e);
        }
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
            if (pool.isClosed()) {
                var _ = Thread.interrupted();
            }
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
        var call = nesting.call();
        if (call != null) {
            call.close();
        }
        LockSupport.unpark(thread);
    }

    boolean isRunning() {
        return nesting.call() != null;
    }

    @Override
    public String toString() {
        var call = nesting.call();
        return thread().getName() + (call == null ? " (between two calls)" : ": " + call);
    }
}
