package dev.heddle.worker;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The workers that have nothing to do, each once; the latest is the next. Any thread.
 *
 * <p>No call is missed: who adds one adds it first and then takes a worker from here; a worker says
 * first that it is idle, {@link #add}, and then asks whether calls wait, {@link #isNeeded}. Whoever
 * took it from here sees to it that it looks for calls.
 */
final class Idle<W> {
    private final BooleanSupplier callsWait;

    // Guarded by itself.
    private final SequencedSet<W> workers = new LinkedHashSet<>();

    Idle(BooleanSupplier callsWait) {
        this.callsWait = callsWait;
    }

    /** Says that a worker is idle; {@link #isNeeded} is to follow. */
    void add(W worker) {
        synchronized (workers) {
            workers.addFirst(worker);
        }
    }

    /** Whether calls wait and nobody has taken the worker for them: it is taken then. */
    boolean isNeeded(W worker) {
        return callsWait.getAsBoolean() && remove(worker);
    }

    /** False if it was not here. */
    boolean remove(W worker) {
        synchronized (workers) {
            return workers.remove(worker);
        }
    }

    /** Takes one for a call that was added; null if all have something to do. */
    @Nullable W next() {
        synchronized (workers) {
            return workers.isEmpty() ? null : workers.removeFirst();
        }
    }
}
