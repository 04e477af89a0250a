package dev.heddle.load.stub;

import java.util.concurrent.Executor;

/**
 * A small piece of work that is handed to a server's threads to see how long work waits there.
 * {@link #sendTo} and {@link #worstNanos} are called by one thread, {@link #run} by the server's.
 */
final class Canary implements Runnable {
    private static final long NOT_UNDER_WAY = Long.MIN_VALUE;

    private final NanoClock clock;

    /** When it was sent; at most one is under way. */
    private volatile long sent = NOT_UNDER_WAY;

    /** The wait of the last one that ran. */
    private volatile long waited;

    Canary(NanoClock clock) {
        this.clock = clock;
    }

    /** Sends the next, unless the last has not run yet. */
    void sendTo(Executor threads) {
        if (sent == NOT_UNDER_WAY) {
            waited = 0;
            sent = clock.nanos();
            threads.execute(this);
        }
    }

    @Override
    public void run() {
        waited = clock.nanos() - sent;
        sent = NOT_UNDER_WAY;
    }

    /** How long the last one waited, or has waited so far. */
    long worstNanos() {
        long since = sent;
        return since == NOT_UNDER_WAY ? waited : clock.nanos() - since;
    }
}
