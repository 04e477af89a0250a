package dev.heddle.load.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** The slices of a run, ready to be put together a thousand times. */
final class Drawable {
    /** Where each bucket that is not empty in all slices begins, and its width. */
    private final double[] from;

    private final double[] width;

    private final List<Counts> slices;

    Drawable(List<Measured.Part> parts) {
        var widths = new TreeMap<Long, Long>();
        for (var part : parts) {
            var histogram = part.latency();
            for (var value : histogram.recordedValues()) {
                long low = histogram.lowestEquivalentValue(value.getValueIteratedTo());
                widths.put(low, histogram.nextNonEquivalentValue(low) - low);
            }
        }
        this.from = widths.keySet().stream().mapToDouble(Long::doubleValue).toArray();
        this.width = widths.values().stream().mapToDouble(Long::doubleValue).toArray();
        var places = new HashMap<Long, Integer>();
        widths.keySet().forEach(low -> places.put(low, places.size()));
        this.slices = parts.stream().map(part -> new Counts(part, places)).toList();
    }

    int size() {
        return slices.size();
    }

    /** Some of them together, some of those more than once. */
    Draw draw(int[] which) {
        var draw = new Draw(from, width);
        for (int number : which) {
            var slice = slices.get(number);
            draw.add(slice.buckets, slice.counts);
            draw.add(slice.part);
        }
        return draw;
    }

    /** Which buckets a slice has something in, and how much. */
    private static final class Counts {
        final int[] buckets;
        final long[] counts;
        final Measured.Part part;

        Counts(Measured.Part part, Map<Long, Integer> places) {
            Histogram histogram = part.latency();
            var found = IntStream.builder();
            var numbers = LongStream.builder();
            for (var value : histogram.recordedValues()) {
                long low = histogram.lowestEquivalentValue(value.getValueIteratedTo());
                found.add(places.getOrDefault(low, 0));
                numbers.add(value.getCountAtValueIteratedTo());
            }
            this.buckets = found.build().toArray();
            this.counts = numbers.build().toArray();
            this.part = part;
        }
    }
}
