package dev.heddle.benchmarks.rounds;

import java.util.List;
import java.util.Locale;

/**
 * The middle and the ends of some measurements.
 *
 * @param median the middle
 * @param min the lowest
 * @param max the highest
 */
public record Spread(double median, double min, double max) {
    static Spread of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(half)
                        : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /**
     * As a cell of a table: the median, and the lowest and highest in brackets.
     *
     * @param format of each number, as for {@link String#format}
     * @return such as {@code 9.0 (6.8–11.5)}
     */
    public String cell(String format) {
        return String.format(
                Locale.ROOT, format + " (" + format + "–" + format + ")", median, min, max);
    }
}
