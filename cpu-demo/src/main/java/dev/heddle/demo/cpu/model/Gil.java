package dev.heddle.demo.cpu.model;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A simulation of CPython's global interpreter lock as it is since 3.2 (Python/ceval_gil.c). One
 * thread holds it. One that has waited for a switch interval without the lock having changed hands
 * requests that it be dropped; the holder sees the request between two slices of its work, and then
 * waits until another thread has had the lock. Any thread may take it.
 */
public final class Gil {
    /** As {@code sys.getswitchinterval()} gives it, if nobody has set another. */
    public static final Duration INTERVAL = Duration.ofMillis(5);

    private final long intervalNanos;
    private final Time time;

    // Guarded by this.
    private @Nullable Thread holder;
    private long switches;
    private int waiting;

    /** Set by who waits, read by the holder without locking: a switch may be a slice late. */
    private volatile boolean dropRequested;

    private Gil(Duration interval, Time time) {
        this.intervalNanos = interval.toNanos();
        this.time = time;
    }

    /** One with the usual interval. */
    public static Gil open() {
        return of(Time.REAL);
    }

    static Gil of(Time time) {
        return new Gil(INTERVAL, time);
    }

    /** Waits for the lock. */
    public synchronized void take() throws InterruptedException {
        waiting++;
        try {
            while (holder != null) {
                awaitTurn();
            }
        } finally {
            waiting--;
        }
        holder = Thread.currentThread();
        switches++;
        dropRequested = false;
        notifyAll();
    }

    private void awaitTurn() throws InterruptedException {
        long switchesBefore = switches;
        long end = time.nanos() + intervalNanos;
        time.await(this, intervalNanos);
        boolean late = time.nanos() - end >= 0;
        if (late && holder != null && switches == switchesBefore) {
            dropRequested = true;
        }
    }

    /** Between two slices of work: gives way if somebody has asked for it. */
    public void checkpoint() throws InterruptedException {
        if (dropRequested) {
            giveWay();
            take();
        }
    }

    /** The holder does not race for what it has just dropped ("forced switching" in CPython). */
    private synchronized void giveWay() throws InterruptedException {
        drop();
        long dropped = switches;
        while (switches == dropped && waiting > 0) {
            time.await(this, intervalNanos);
        }
    }

    /** Lets go of it, if the current thread has it, which was interrupted if it has not. */
    public synchronized void drop() {
        if (holder == Thread.currentThread()) {
            holder = null;
            notifyAll();
        }
    }

    /** Clock and waiting, which tests replace. */
    interface Time {
        Time REAL =
                new Time() {
                    @Override
                    public long nanos() {
                        return System.nanoTime();
                    }

                    @Override
                    public void await(Object monitor, long nanos) throws InterruptedException {
                        TimeUnit.NANOSECONDS.timedWait(monitor, nanos);
                    }
                };

        long nanos();

        /** Waits to be notified, not much longer than a time; may return early. */
        void await(Object monitor, long nanos) throws InterruptedException;
    }
}
