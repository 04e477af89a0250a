package dev.heddle.load.stub;

import java.util.Arrays;
import java.util.List;

/** What one loop answered. Only touched on its thread. */
final class ArrivalLog {
    private static final int FIRST = 1_024;

    private final int most;
    private long[] arrived;
    private long[] answered;
    private int count;

    /** One that keeps the first of them, as many as {@code most}. */
    ArrivalLog(int most) {
        this.most = most;
        this.arrived = new long[Math.min(most, FIRST)];
        this.answered = arrived.clone();
    }

    void add(long arrivedNanos, long answeredNanos) {
        if (count == most) {
            return;
        }
        if (count == arrived.length) {
            int length = (int) Math.min(most, count * 2L);
            arrived = Arrays.copyOf(arrived, length);
            answered = Arrays.copyOf(answered, length);
        }
        arrived[count] = arrivedNanos;
        answered[count] = answeredNanos;
        count++;
    }

    /** What was added so far. */
    Arrivals copy() {
        return new Arrivals(Arrays.copyOf(arrived, count), Arrays.copyOf(answered, count));
    }

    /** All of several loops. */
    static Arrivals together(List<Arrivals> parts) {
        int total = parts.stream().mapToInt(Arrivals::count).sum();
        long[] arrived = new long[total];
        long[] answered = new long[total];
        int at = 0;
        for (var part : parts) {
            for (int i = 0; i < part.count(); i++) {
                arrived[at] = part.arrivedNanos(i);
                answered[at++] = part.answeredNanos(i);
            }
        }
        return new Arrivals(arrived, answered);
    }
}
