package dev.heddle.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the second that was worst: the one with most failures where more than one in twenty failed,
 * else the one with the greatest mean latency, which is where most waited, and not who waited most.
 */
final class WorstSecond {
    private static final double ENOUGH = 0.999;

    private static final double MANY_FAILED = 0.05;

    /** More milliseconds than any latency has. */
    private static final double FAILURE = 1e12;

    private WorstSecond() {}

    /** That of the slices; where these are longer than a second, one of them. */
    static @Nullable Slice of(List<Slice> slices) {
        return seconds(slices).stream()
                .filter(second -> second.ok() + second.failed() > 0)
                .max(Comparator.comparingDouble(WorstSecond::badness))
                .orElse(null);
    }

    private static double badness(Slice second) {
        double failed = (double) second.failed() / (second.ok() + second.failed());
        double mean = second.latency().count() == 0 ? 0 : second.latency().meanMillis();
        return failed > MANY_FAILED ? FAILURE * failed : mean;
    }

    private static List<Slice> seconds(List<Slice> slices) {
        var seconds = new ArrayList<Slice>();
        var part = new ArrayList<Slice>();
        double length = 0;
        for (var slice : slices) {
            part.add(slice);
            length += slice.seconds();
            if (length >= ENOUGH) {
                seconds.add(together(part, length));
                part.clear();
                length = 0;
            }
        }
        if (!part.isEmpty()) {
            seconds.add(together(part, length));
        }
        return seconds;
    }

    private static Slice together(List<Slice> part, double length) {
        if (part.size() == 1) {
            return part.getFirst();
        }
        return new Slice(
                part.getFirst().fromSeconds(),
                length,
                part.stream().mapToLong(Slice::offered).sum(),
                part.stream().mapToLong(Slice::ok).sum(),
                part.stream().mapToLong(Slice::failed).sum(),
                Latencies.of(part.stream().map(slice -> slice.latency().histogram()).toList()),
                part.stream().mapToDouble(Slice::lagMillis).max().orElse(0));
    }
}
