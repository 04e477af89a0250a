package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;

/** The square roots of an array of doubles, in place of what another array held. */
public final class SquareRoots {
    private SquareRoots() {}

    public static Job<Slice, Double> job(int size) {
        return new Job<>(
                SquareRoots::part, parts -> Slice.cut(size, parts), samples -> Sums.of(samples));
    }

    /** Fills a slice; returns what it adds to the sample. */
    static double part(Slice slice) {
        var arrays = Arrays.of(slice.total());
        double[] numbers = arrays.numbers;
        double[] roots = arrays.roots;
        for (int i = slice.from(); i < slice.to(); i++) {
            roots[i] = Math.sqrt(numbers[i]);
        }
        return Sample.ofDoubles(slice, i -> roots[i]);
    }

    /**
     * What is read and what is written.
     *
     * @param numbers 0, 1, 2 and so on
     * @param roots of them, once computed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Arrays(double[] numbers, double[] roots) {
        /** The same arrays each time while this workload is the one that runs. */
        public static Arrays of(int size) {
            return Inputs.of(Arrays.class, size, Arrays::make);
        }

        private static Arrays make(int size) {
            double[] numbers = new double[size];
            java.util.Arrays.setAll(numbers, i -> i);
            return new Arrays(numbers, new double[size]);
        }
    }
}
