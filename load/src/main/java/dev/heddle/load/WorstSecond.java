package dev.heddle.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the second in which the latency was worst. */
final class WorstSecond {
    private static final double ENOUGH = 0.999;

    private WorstSecond() {}

    /** That of the slices; where these are longer than a second, one of them. */
    static @Nullable Slice of(List<Slice> slices) {
        return seconds(slices).stream()
                .filter(second -> second.latency().count() > 0)
                .max(Comparator.comparingDouble(second -> second.latency().late()))
                .orElse(null);
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
