package dev.heddle.benchmarks.gets;

import java.util.List;

/** The middle and the ends of some measurements. */
record Spread(double median, double min, double max) {
    static Spread of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(half)
                        : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
