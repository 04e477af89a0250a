package dev.heddle.internal.process;

import dev.heddle.internal.wire.ControlPage;
import dev.heddle.internal.wire.ControlPage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The calls a worker has, by slot of its control page. Its monitor is held for nanoseconds, and
 * keeps the page from being closed under those who use it.
 */
final class Calls {
    static final int NONE = -1;

    private final ControlPage page;
    private final long[] ids = new long[ControlPage.SLOTS];
    private int count;
    private boolean closed;

    Calls(ControlPage page) {
        this.page = page;
        Arrays.fill(ids, NONE);
    }

    /** The slot of a new call, which the worker may begin from now on; or {@link #NONE}. */
    synchronized int open(long callId) {
        int slot = closed ? NONE : slotOf(NONE);
        if (slot != NONE) {
            ids[slot] = callId;
            count++;
            page.send(slot, callId);
        }
        return slot;
    }

    synchronized boolean withdraw(long callId) {
        int slot = slotOf(callId);
        return slot != NONE && !closed && page.withdraw(slot, callId);
    }

    /** Whether the worker has begun it, and not been heard of it since. */
    synchronized boolean hasBegun(long callId) {
        int slot = slotOf(callId);
        return slot != NONE && !closed && page.state(slot) == State.RUNNING;
    }

    /** Whether it is still to run. */
    synchronized boolean isSent(int slot) {
        return !closed && page.state(slot) == State.SENT;
    }

    /** After the answer; false if there is no such call. */
    synchronized boolean settle(int slot, long callId) {
        if (slot < 0 || slot >= ids.length || callId < 0 || ids[slot] != callId || closed) {
            return false;
        }
        ids[slot] = NONE;
        count--;
        page.free(slot);
        return true;
    }

    synchronized int count() {
        return count;
    }

    /** No call is opened or withdrawn any more. What was the case then stays to be read. */
    synchronized Left close() {
        long running = NONE;
        List<Long> neverBegan = new ArrayList<>();
        for (int slot = 0; slot < ids.length && !closed; slot++) {
            if (ids[slot] != NONE && page.state(slot) == State.RUNNING) {
                running = ids[slot];
            } else if (ids[slot] != NONE && page.state(slot) == State.SENT) {
                neverBegan.add(ids[slot]);
            }
        }
        closed = true;
        return new Left(running, List.copyOf(neverBegan));
    }

    private int slotOf(long id) {
        for (int slot = 0; slot < ids.length; slot++) {
            if (ids[slot] == id) {
                return slot;
            }
        }
        return NONE;
    }

    /** What a dead worker left undone. */
    record Left(long running, List<Long> neverBegan) {}
}
