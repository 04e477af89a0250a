package dev.heddle.demo.cpu.engine;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.demo.cpu.work.Slice;
import dev.heddle.demo.cpu.work.SumOfSquares;
import dev.heddle.demo.cpu.work.WideSum;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link SumOfSquares} with the Vector API. */
final class SimdSums {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    private SimdSums() {}

    static Job<Slice, long[]> job(int size) {
        return new Job<>(SimdSums::part, parts -> Slice.cut(size, parts), SumOfSquares::combine);
    }

    private static long[] part(Slice slice) {
        var sum = new WideSum();
        for (int from = slice.from(); from < slice.to(); from += SumOfSquares.BLOCK) {
            sum.add(ofBlock(from, Math.min(from + SumOfSquares.BLOCK, slice.to())));
        }
        return sum.words();
    }

    /** Two sums side by side, since a core multiplies again before it has added. */
    private static long ofBlock(int from, int to) {
        int lanes = SPECIES.length();
        var even = LongVector.broadcast(SPECIES, from).addIndex(1);
        var odd = even.add(lanes);
        var evenSum = LongVector.zero(SPECIES);
        var oddSum = evenSum;
        int i = from;
        for (; i + 2 * lanes <= to; i += 2 * lanes) {
            evenSum = evenSum.add(even.mul(even));
            oddSum = oddSum.add(odd.mul(odd));
            even = even.add(2L * lanes);
            odd = odd.add(2L * lanes);
        }
        long sum = evenSum.add(oddSum).reduceLanes(VectorOperators.ADD);
        for (; i < to; i++) {
            sum += (long) i * i;
        }
        return sum;
    }
}
