package dev.heddle.internal.carrier;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work that other threads leave for a carrier, and how it rests meanwhile.
 *
 * <p>The carrier announces that it will rest and then looks once more; others add and then look how
 * it rests. Whatever the order, one of the two sees the other, so no wake-up is lost (Dekker's
 * scheme, on volatile accesses; the jcstress test {@code InboxStress} holds it to that).
 */
final class Inbox {
    /** What the carrier does, and so what it takes to wake it. */
    enum Rest {
        /** It looks into the inbox by itself. */
        AWAKE,
        /** The loop thread blocks in the selector. */
        SELECTING,
        /** The loop thread waits for something else, and the platform thread is parked. */
        PARKED,
        /** The platform thread has ended. */
        GONE
    }

    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Rest> rest = new AtomicReference<>(Rest.AWAKE);

    // --- on any thread ----------------------------------------------------------------------

    /** Adds work; returns how the carrier rests, for the caller to wake it. */
    Rest add(Runnable item) {
        work.add(item);
        return rest.get();
    }

    Rest rest() {
        return rest.get();
    }

    /** True for exactly one of those who found the carrier {@code GONE}: it starts a new thread. */
    boolean revive() {
        return rest.compareAndSet(Rest.GONE, Rest.AWAKE);
    }

    // --- on the carrier ---------------------------------------------------------------------

    /** Announces a rest; false if there is work, and so no rest. */
    boolean mayRest(Rest kind) {
        rest.set(kind);
        return work.isEmpty();
    }

    void awake() {
        // Plain read first: the write is a fence, and this runs once a turn.
        if (rest.getPlain() != Rest.AWAKE) {
            rest.set(Rest.AWAKE);
        }
    }

    boolean isEmpty() {
        return work.isEmpty();
    }

    @Nullable Runnable poll() {
        return work.poll();
    }
}
