package dev.heddle.demo.io.fetch;

import org.jspecify.annotations.Nullable;

/**
 * Passes over requests that need not be sent: repeats, and those that have a record from an earlier
 * run. Used by the thread that reads the input.
 */
final class Sieve {
    private final Identity identity = new Identity();
    private final @Nullable KeyCounts seen;
    private final @Nullable KeyCounts done;

    // Written by the thread that reads, read by any.
    private volatile long repeats;
    private volatile long skipped;

    /**
     * @param dedupe whether the second and later ones of the same method, URL and body are repeats
     * @param done how many records there are of each request
     */
    Sieve(boolean dedupe, @Nullable KeyCounts done) {
        this.seen = dedupe ? new KeyCounts() : null;
        this.done = done;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    boolean passes(Request request) {
        if (seen != null && request.defect() == null && isRepeat(seen, request)) {
            repeats++;
            return false;
        }
        if (done != null && done.take(identity.of(request))) {
            skipped++;
            return false;
        }
        return true;
    }

    private boolean isRepeat(KeyCounts all, Request request) {
        return all.add(identity.ofContent(request)) > 1;
    }

    /** Requests that had come before. */
    long repeats() {
        return repeats;
    }

    /** Requests that have their record. */
    long skipped() {
        return skipped;
    }
}
