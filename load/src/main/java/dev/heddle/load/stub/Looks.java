package dev.heddle.load.stub;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at a server's threads again and again, on a thread of its own, and counts what it saw. */
final class Looks implements AutoCloseable {
    /** Often enough for a second to tell something, and seldom enough to cost nothing. */
    private static final long EVERY_MILLIS = 10;

    /** Work that waits longer than this is late: ten times what a stub needs for an answer. */
    static final long LATE_NANOS = 5_000_000;

    /**
     * What was seen.
     *
     * @param allBusy whether work waited because every thread was busy
     * @param waitNanos how long work had waited for a thread
     */
    record Seen(boolean allBusy, long waitNanos) {}

    private final Supplier<Seen> look;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("heddle-stub-looks").factory());

    // Written under this.
    private long looks;
    private long allBusy;
    private long late;

    Looks(Supplier<Seen> look) {
        this.look = look;
    }

    Looks start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::once, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Looks once. */
    void once() {
        var seen = look.get();
        synchronized (this) {
            looks++;
            allBusy += seen.allBusy() ? 1 : 0;
            late += seen.waitNanos() > LATE_NANOS ? 1 : 0;
        }
    }

    /** What was seen so far. */
    synchronized StubCounters.Counts counts() {
        return new StubCounters.Counts(looks, allBusy, late);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
