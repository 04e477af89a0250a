package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.Arrays;

/** The product of two square matrices of doubles. */
public final class MatrixProduct {
    /**
     * So many rows of the right matrix stay in a core's cache while all rows of a part use them.
     */
    private static final int BLOCK = 32;

    private MatrixProduct() {}

    /**
     * The loops of a textbook, in the order that reads memory along rows.
     *
     * @param order how many rows and columns the matrices have
     */
    public static Job<Slice, Double> job(int order) {
        return new Job<>(
                MatrixProduct::part, parts -> Slice.cut(order, parts), samples -> Sums.of(samples));
    }

    /** Makes some rows of the product; returns what they add to the sample. */
    static double part(Slice rows) {
        int order = rows.total();
        var factors = Factors.of(order);
        double[] product = new double[rows.length() * order];
        for (int k = 0; k < order; k += BLOCK) {
            for (int row = 0; row < rows.length(); row++) {
                int left = (rows.from() + row) * order;
                addTerms(factors, product, row * order, left, k, Math.min(k + BLOCK, order));
            }
        }
        var cells = rows.ofCells(order);
        return Sample.ofDoubles(cells, cell -> product[cell - cells.from()]);
    }

    /** Adds to a row of the product its terms from k to the end, four at a time. */
    private static void addTerms(
            Factors factors, double[] product, int row, int left, int k, int end) {
        int next = k;
        for (; next + 4 <= end; next += 4) {
            addFour(factors, product, row, left + next, next);
        }
        for (; next < end; next++) {
            addOne(factors, product, row, left + next, next);
        }
    }

    private static void addFour(Factors factors, double[] product, int row, int left, int k) {
        double[] a = factors.left;
        double a0 = a[left];
        double a1 = a[left + 1];
        double a2 = a[left + 2];
        double a3 = a[left + 3];
        double[] b = factors.right;
        int order = factors.order;
        int b0 = k * order;
        int b1 = b0 + order;
        int b2 = b1 + order;
        int b3 = b2 + order;
        for (int j = 0; j < order; j++) {
            product[row + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + a2 * b[b2 + j] + a3 * b[b3 + j];
        }
    }

    private static void addOne(Factors factors, double[] product, int row, int left, int k) {
        double a = factors.left[left];
        double[] b = factors.right;
        int order = factors.order;
        for (int j = 0; j < order; j++) {
            product[row + j] += a * b[k * order + j];
        }
    }

    /**
     * The two matrices, row by row.
     *
     * @param order how many rows and columns they have
     * @param left the left one
     * @param right the right one
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Factors(int order, double[] left, double[] right) {
        /** The same ones each time while this workload is the one that runs. */
        public static Factors of(int order) {
            return Inputs.of(Factors.class, order, Factors::make);
        }

        private static Factors make(int order) {
            double[] left = new double[Math.multiplyExact(order, order)];
            double[] right = new double[left.length];
            Arrays.setAll(left, i -> Scatter.at(i) * 0x1p-32);
            Arrays.setAll(right, i -> Scatter.at(i + left.length) * 0x1p-32);
            return new Factors(order, left, right);
        }
    }
}
