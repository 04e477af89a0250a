package dev.heddle.worker;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who of a crew rests, and how many search for a call. Any thread.
 *
 * <p>A worker that was woken <em>searches</em> until it has a call. While one searches, nobody else
 * is woken; when it finds a call and more wait, it wakes the next. So a burst wakes as many as it
 * needs, and a stream of tiny calls keeps one worker busy instead of waking all for each call (Go's
 * scheduler does the same with its spinning threads).
 *
 * <p>No wake-up is lost: who adds a call adds it first and then looks whether anybody searches or
 * rests; who rests says so first and then looks for calls once more.
 */
final class Rota<W> {
    private final BooleanSupplier callsWait;
    private final ConcurrentLinkedDeque<W> resting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger searching = new AtomicInteger();

    Rota(BooleanSupplier callsWait) {
        this.callsWait = callsWait;
    }

    // --- workers ----------------------------------------------------------------------------

    /** One that is new searches. */
    void joins() {
        searching.incrementAndGet();
    }

    /** One that searched is gone. */
    void leaves() {
        searching.decrementAndGet();
    }

    /** One that searched has a call; true if calls are left, and nobody searches for them. */
    boolean found() {
        return searching.decrementAndGet() == 0 && callsWait.getAsBoolean();
    }

    /** Says that a worker rests; false if there is a call after all, for which it searches then. */
    boolean mayRest(W worker, boolean searched) {
        resting.addFirst(worker);
        if (searched) {
            searching.decrementAndGet();
        }
        if (callsWait.getAsBoolean() && resting.remove(worker)) {
            searching.incrementAndGet();
            return false;
        }
        return true;
    }

    // --- who has work for them --------------------------------------------------------------

    boolean isSearched() {
        return searching.get() > 0;
    }

    boolean isDeserted() {
        return searching.get() == 0 && resting.isEmpty();
    }

    /**
     * Who is to be woken after a call was added; it searches from now on. Null if somebody searches
     * already, or nobody rests.
     */
    @Nullable W toWake() {
        return isSearched() ? null : anyResting();
    }

    /** Some worker that rests, and searches from now on; null if there is none. */
    @Nullable W anyResting() {
        var worker = resting.pollFirst();
        if (worker != null) {
            searching.incrementAndGet();
        }
        return worker;
    }
}
