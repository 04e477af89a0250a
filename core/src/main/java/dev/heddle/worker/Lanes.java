package dev.heddle.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for a worker. A higher priority goes first; within one, callers take turns,
 * and each caller's calls keep their order.
 *
 * <p>Those who add never wait: they leave their call at the entrance, which has no lock. Those who
 * take, the workers, sort what stands there into lanes, one a caller, under a lock of their own.
 */
final class Lanes {
    /**
     * Calls given up stay in their lane until they would be next, or until there are so many, and
     * half as many as stand there: then each sweep is paid for by those it removes.
     */
    private static final int MOST_GIVEN_UP = 1024;

    // Any thread.
    private final Queue<Call<?>> entrance = new ConcurrentLinkedQueue<>();
    private final AtomicInteger givenUp = new AtomicInteger();

    // Guarded by the lock.
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Priority, Turns> byPriority = new EnumMap<>(Priority.class);

    /** How many stand in a lane. Written under the lock, read by anybody. */
    private final AtomicInteger sorted = new AtomicInteger();

    Lanes() {
        for (var priority : Priority.values()) {
            byPriority.put(priority, new Turns());
        }
    }

    // --- any thread -------------------------------------------------------------------------

    void add(Call<?> call) {
        entrance.add(call);
    }

    boolean isEmpty() {
        return sorted.get() == 0 && entrance.isEmpty();
    }

    /** Notes that a call which stands here was given up. */
    void gaveUp() {
        int gone = givenUp.incrementAndGet();
        if (gone >= MOST_GIVEN_UP && gone >= sorted.get() / 2 && lock.tryLock()) {
            try {
                givenUp.set(0);
                sort();
                keepWaiting();
            } finally {
                lock.unlock();
            }
        }
    }

    // --- workers ----------------------------------------------------------------------------

    /** The next call, which may have been given up in the meantime; null if there is none. */
    @Nullable Call<?> poll() {
        if (isEmpty()) {
            return null;
        }
        lock.lock();
        try {
            sort();
            for (var turns : byPriority.values()) {
                var call = turns.poll();
                if (call != null) {
                    sorted.getAndDecrement();
                    return call;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that wait. */
    List<Call<?>> clear() {
        var all = new ArrayList<Call<?>>();
        for (var call = poll(); call != null; call = poll()) {
            all.add(call);
        }
        return all;
    }

    private void sort() {
        for (var call = entrance.peek(); call != null; call = entrance.peek()) {
            // Counted before it leaves the entrance: else a worker that looks meanwhile sees none
            // anywhere, and rests.
            sorted.getAndIncrement();
            entrance.remove();
            turnsOf(call).add(call);
        }
    }

    @SuppressWarnings("NullAway") // each priority has its turns
    private Turns turnsOf(Call<?> call) {
        return byPriority.get(call.options.priority());
    }

    private void keepWaiting() {
        int kept = 0;
        for (var turns : byPriority.values()) {
            var all = new ArrayList<Call<?>>();
            for (var call = turns.poll(); call != null; call = turns.poll()) {
                all.add(call);
            }
            for (var call : all) {
                if (call.isQueued()) {
                    turns.add(call);
                    kept++;
                }
            }
        }
        sorted.set(kept);
    }

    /** The lanes of one priority, in the order of their turns. */
    private static final class Turns {
        private final Map<Object, Lane> lanes = new HashMap<>();
        private final Queue<Lane> order = new ArrayDeque<>();

        void add(Call<?> call) {
            var lane = lanes.get(call.caller);
            if (lane == null) {
                lane = new Lane(call);
                lanes.put(call.caller, lane);
                order.add(lane);
            } else {
                lane.last.next = call;
                lane.last = call;
            }
        }

        @Nullable Call<?> poll() {
            var lane = order.poll();
            if (lane == null) {
                return null;
            }
            var call = lane.first;
            var second = call.next;
            call.next = null;
            if (second == null) {
                lanes.remove(call.caller);
            } else {
                lane.first = second;
                order.add(lane);
            }
            return call;
        }
    }

    /** The calls of one caller, linked through themselves; never empty. */
    private static final class Lane {
        Call<?> first;
        Call<?> last;

        Lane(Call<?> only) {
            first = only;
            last = only;
        }
    }
}
