package dev.heddle.load.report;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;

/**
 * How far a figure of two runs may be from what it seems, by the moving-block bootstrap (H. R.
 * Künsch, The jackknife and the bootstrap for general stationary observations, Annals of Statistics
 * 17, 1989): runs of neighbouring slices are drawn with replacement, and the spread of the figure
 * over such draws is that of the figure itself.
 *
 * <p>Not by order statistics, as for rounds of a comparison, since those take each latency for
 * independent of its neighbours. Requests that stand in one queue, or behind one collection of
 * garbage, are late together: a hundred thousand of them tell as much as the few dozen stalls they
 * share, and an interval that counts them one by one is far too narrow. Blocks keep neighbours
 * together.
 *
 * <p>Two runs with slices at the same times are drawn at the same times, so that a ramp, which both
 * have, is not taken for chance.
 */
final class Bootstrap {
    /** With fewer, the spread of draws tells little. */
    static final int LEAST_SLICES = 10;

    private static final int DRAWS = 1_000;
    private static final long SEED = 4711;

    private final Drawable before;
    private final Drawable now;
    private final Random random = new Random(SEED);

    Bootstrap(Drawable before, Drawable now) {
        this.before = before;
        this.now = now;
    }

    boolean canTell() {
        return before.size() >= LEAST_SLICES && now.size() >= LEAST_SLICES;
    }

    /**
     * How far some figures may be from what they are, to either side, with 95 % confidence.
     *
     * @param figures of two draws; not finite where a draw has nothing to tell
     * @return for each; NaN where it cannot be told
     */
    List<Double> reaches(List<ToDoubleBiFunction<Draw, Draw>> figures) {
        if (!canTell()) {
            return figures.stream().map(_ -> Double.NaN).toList();
        }
        double[][] drawn = new double[figures.size()][DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            int[] old = slices(before.size());
            var first = before.draw(old);
            var second = now.draw(now.size() == before.size() ? old : slices(now.size()));
            for (int figure = 0; figure < drawn.length; figure++) {
                drawn[figure][i] = figures.get(figure).applyAsDouble(first, second);
            }
        }
        return Arrays.stream(drawn).map(this::reach).toList();
    }

    private int[] slices(int size) {
        int length = blockLength(size);
        int[] slices = new int[size];
        for (int at = 0; at < size; at += length) {
            int start = random.nextInt(size - length + 1);
            for (int i = at; i < Math.min(size, at + length); i++) {
                slices[i] = start + i - at;
            }
        }
        return slices;
    }

    /**
     * Longer than the cube root, which is best for a variance but takes too little of what
     * neighbours share; that this covers what it should is found by simulation, see the tests.
     */
    private static int blockLength(int size) {
        return (int) Math.ceil(Math.pow(size, 0.4));
    }

    /** The deviation of the draws, by Student's t: there are only so many blocks to learn from. */
    private double reach(double[] drawn) {
        double[] told = Arrays.stream(drawn).filter(Double::isFinite).toArray();
        if (told.length < DRAWS) {
            return Double.NaN;
        }
        double mean = Arrays.stream(told).average().orElse(Double.NaN);
        double squares = Arrays.stream(told).map(value -> (value - mean) * (value - mean)).sum();
        int size = Math.min(before.size(), now.size());
        double share = (double) blockLength(size) / size;
        return student(1 / share - 1) * Math.sqrt(squares / DRAWS / (1 - share));
    }

    /**
     * That which Student's t exceeds in 2.5 % of all cases (M. Abramowitz and I. Stegun, Handbook
     * of Mathematical Functions, 26.7.5).
     */
    private static double student(double freedom) {
        double z = 1.959964;
        double cube = z * z * z;
        double fifth = cube * z * z;
        double seventh = fifth * z * z;
        return z
                + (cube + z) / (4 * freedom)
                + (5 * fifth + 16 * cube + 3 * z) / (96 * freedom * freedom)
                + (3 * seventh + 19 * fifth + 17 * cube - 15 * z)
                        / (384 * freedom * freedom * freedom);
    }
}
