package dev.heddle.worker;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The core of one worker process: has it, waits for it, or neither. Any thread; its lock is taken
 * within others, and nothing is called under it but the budget.
 */
final class CoreClaim {
    /** After this long on a core, another pool's worker that waits for one gets it. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final @Nullable CoreBudget budget;
    private final Runnable comes = this::comes;
    private final Runnable onCome;

    // Guarded by this.
    private boolean awaited;
    private boolean here;
    private long since;

    /**
     * @param budget null where cores are not counted
     * @param onCome what to do when a core comes that was not there at once
     */
    CoreClaim(@Nullable CoreBudget budget, Runnable onCome) {
        this.budget = budget;
        this.onCome = onCome;
    }

    /** Whether it has one, or gets one at once; else it is told when one comes. */
    synchronized boolean take() {
        if (!here && !awaited) {
            here = budget == null || budget.take(comes);
            awaited = !here;
            since = Ticker.systemTicker().nanoTime();
        }
        return here;
    }

    private void comes() {
        synchronized (this) {
            awaited = false;
            here = true;
            since = Ticker.systemTicker().nanoTime();
        }
        onCome.run();
    }

    synchronized boolean isHere() {
        return here;
    }

    /**
     * Whether another wants it, and this one has had its turn: until that has it, no more calls are
     * taken.
     */
    synchronized boolean isDue() {
        return budget != null
                && budget.isWanted()
                && Ticker.systemTicker().nanoTime() - since >= TURN_NANOS;
    }

    /**
     * Has it no more and waits for none; true if {@link #give} must follow, without any lock, since
     * whoever gets the core goes on with it right there.
     */
    synchronized boolean drop() {
        boolean had = here;
        here = false;
        if (awaited && budget != null && budget.withdraw(comes)) {
            awaited = false;
        }
        return had;
    }

    void give() {
        if (budget != null) {
            budget.give();
        }
    }
}
