package dev.heddle.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The slowest requests so far. */
final class Slowest {
    private static final int MOST = 20;
    private static final Comparator<SlowRequest> BY_LATENCY =
            Comparator.comparingDouble(SlowRequest::latencyMillis);

    private final PriorityQueue<SlowRequest> kept = new PriorityQueue<>(BY_LATENCY);

    /** Looks at one more, which is described only if it is kept. */
    void add(long latencyNanos, Supplier<SlowRequest> description) {
        if (kept.size() == MOST) {
            if (latencyNanos / 1e6 <= kept.element().latencyMillis()) {
                return;
            }
            kept.remove();
        }
        kept.add(description.get());
    }

    /** The slowest of several loops, the slowest first. */
    static List<SlowRequest> of(Iterable<Slowest> loops) {
        var all = new ArrayList<SlowRequest>();
        loops.forEach(loop -> all.addAll(loop.kept));
        all.sort(BY_LATENCY.reversed());
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }
}
