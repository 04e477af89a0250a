package dev.heddle.worker;

import dev.heddle.internal.process.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The calls that lie in front of one worker process: one that runs and one that follows, so that it
 * need not wait for the next; of tiny calls as many as make up a millisecond. Any thread: all of it
 * is guarded by its lock, under which the locks of the idle workers and of the core are taken.
 *
 * <p>Who has no calls may be among the idle workers, who has some is not; and it has calls only
 * while it has a core.
 */
final class CallsAhead {
    /** How much work may lie in front of a worker. */
    private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int MOST_AHEAD = 48;
    private static final long NO_CALL = -1;

    /** The process, or what a test puts in its place. */
    interface Wire {
        /** False if it ends just now, or has not yet answered for calls that were withdrawn. */
        boolean send(Outgoing call);

        /** True if the call has not begun and never will. */
        boolean withdraw(long id);

        /** True if the call has begun and its answer has not come. */
        boolean hasBegun(long id);
    }

    private final ProcessWorker worker;
    private final Idle<ProcessWorker> idle;
    private final CoreClaim core;
    private final Wire wire;
    private final long most;

    // Guarded by this.
    private final Map<Long, Call<?>> calls = new LinkedHashMap<>();
    private boolean open = true;
    private double meanRunNanos = AHEAD_NANOS;
    private long finished;

    /**
     * @param most how many it is to have in its life, when it is not said otherwise
     */
    CallsAhead(
            ProcessWorker worker, Idle<ProcessWorker> idle, CoreClaim core, Wire wire, long most) {
        this.worker = worker;
        this.idle = idle;
        this.core = core;
        this.wire = wire;
        this.most = most;
    }

    // --- more calls -------------------------------------------------------------------------

    /** Whether it may have calls now: it lives, and has a core, or gets one at once. */
    synchronized boolean takesCalls() {
        return open && core.take();
    }

    /** Whether there is room for one more; with the lock held until that is sent. */
    synchronized boolean hasRoom() {
        // Another thread may have found it idle, and given its core, just now.
        return open && core.isHere() && !core.isDue() && calls.size() < mostAhead();
    }

    private int mostAhead() {
        int ahead = Math.clamp((long) (AHEAD_NANOS / (meanRunNanos + 1)), 2, MOST_AHEAD);
        // Those that would be one too many might begin before they are taken back.
        return Math.clamp(most - finished, 1, ahead);
    }

    /** False if the call did not go out. */
    synchronized boolean send(long id, Call<?> call, Outgoing outgoing) {
        if (!open || !core.isHere()) {
            return false;
        }
        calls.put(id, call);
        if (!wire.send(outgoing)) {
            calls.remove(id);
            return false;
        }
        var _ = idle.remove(worker);
        return true;
    }

    /** Joins the idle workers if it has nothing to do; what became of it. */
    synchronized Rest rest() {
        if (!isIdle()) {
            return Rest.BUSY;
        }
        idle.add(worker);
        return core.drop() ? Rest.IDLE_WITH_CORE : Rest.IDLE;
    }

    /** Whether a worker rests, and whether it had a core, which is to be given on. */
    enum Rest {
        BUSY,
        IDLE,
        IDLE_WITH_CORE
    }

    /** Only between two calls, while none runs here; true if the core is to be given on. */
    synchronized boolean dropsCore() {
        return calls.isEmpty() && core.isDue() && core.drop();
    }

    // --- fewer calls ------------------------------------------------------------------------

    /** A call has an answer; null if it is none of these. */
    synchronized @Nullable Call<?> finish(long id, long runNanos) {
        var call = calls.remove(id);
        if (call != null) {
            finished++;
            meanRunNanos += (runNanos - meanRunNanos) / 8;
        }
        return call;
    }

    /** Gives up its latest call, if that has not begun, for another worker. */
    synchronized @Nullable Call<?> giveLast() {
        if (calls.size() < 2) {
            return null;
        }
        long last = List.copyOf(calls.keySet()).getLast();
        return wire.withdraw(last) ? calls.remove(last) : null;
    }

    synchronized boolean withdraw(long id) {
        return wire.withdraw(id) && calls.remove(id) != null;
    }

    /** Takes no more calls, and gives up those that have not begun. */
    synchronized List<Call<?>> withdrawAll() {
        open = false;
        return withdrawAllBut(NO_CALL);
    }

    /** Gives up those others that have not begun. */
    synchronized List<Call<?>> withdrawAllBut(long one) {
        var back = new ArrayList<Call<?>>();
        for (var id : List.copyOf(calls.keySet())) {
            if (id != one && wire.withdraw(id)) {
                back.add(calls.remove(id));
            }
        }
        return back;
    }

    /**
     * Takes no more calls if one is here that is to die with the process. False if another has
     * begun: then the one is over, with its answer on the way.
     */
    synchronized boolean endsWith(long one) {
        boolean alone =
                calls.containsKey(one)
                        && calls.keySet().stream()
                                .noneMatch(other -> other != one && wire.hasBegun(other));
        open &= !alone;
        return alone;
    }

    /** Takes no more calls, and returns those it has. */
    synchronized List<Call<?>> close() {
        open = false;
        return List.copyOf(calls.values());
    }

    /** The process is gone: nothing is here any more. */
    synchronized Map<Long, Call<?>> clear() {
        open = false;
        var left = new LinkedHashMap<>(calls);
        calls.clear();
        return left;
    }

    // --- looking at them --------------------------------------------------------------------

    synchronized @Nullable Long idOf(Call<?> call) {
        for (var entry : calls.entrySet()) {
            if (entry.getValue() == call) {
                return entry.getKey();
            }
        }
        return null;
    }

    synchronized boolean isOpen() {
        return open;
    }

    synchronized boolean isEmpty() {
        return calls.isEmpty();
    }

    synchronized boolean isIdle() {
        return open && calls.isEmpty();
    }

    /** It takes no more calls and has none. */
    synchronized boolean isDone() {
        return !open && calls.isEmpty();
    }

    synchronized long finished() {
        return finished;
    }
}
