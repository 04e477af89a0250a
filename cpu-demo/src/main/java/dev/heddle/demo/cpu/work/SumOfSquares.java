package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.math.BigInteger;
import java.util.List;

/**
 * The sum of i² for i from 0 below a size of up to 20 million, exact though a long would overflow.
 */
public final class SumOfSquares {
    /** So many squares below (2·10⁷)² have a sum below 2⁶³. */
    public static final int BLOCK = 16_384;

    private SumOfSquares() {}

    public static Job<Slice, long[]> job(int size) {
        return new Job<>(
                SumOfSquares::part, parts -> Slice.cut(size, parts), SumOfSquares::combine);
    }

    /** A wide sum of a slice. */
    static long[] part(Slice slice) {
        var sum = new WideSum();
        for (int from = slice.from(); from < slice.to(); from += BLOCK) {
            sum.add(ofBlock(from, Math.min(from + BLOCK, slice.to())));
        }
        return sum.words();
    }

    private static long ofBlock(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += (long) i * i;
        }
        return sum;
    }

    /** The answer, from the wide sums of all slices. */
    public static BigInteger combine(List<long[]> sums) {
        return sums.stream().map(WideSum::value).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
