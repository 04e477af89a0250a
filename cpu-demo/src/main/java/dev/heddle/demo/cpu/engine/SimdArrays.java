package dev.heddle.demo.cpu.engine;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.demo.cpu.work.Sample;
import dev.heddle.demo.cpu.work.Slice;
import dev.heddle.demo.cpu.work.SquareRoots;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** Squares and square roots with the Vector API. */
final class SimdArrays {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private SimdArrays() {}

    /** Fills one new array of i². */
    static Job<Slice, Long> squares(int size) {
        long[] squares = new long[size];
        return new Job<>(
                slice -> fillSquares(squares, slice),
                parts -> Slice.cut(size, parts),
                samples -> samples.stream().mapToLong(Long::longValue).sum());
    }

    private static long fillSquares(long[] squares, Slice slice) {
        int lanes = LONGS.length();
        var numbers = LongVector.broadcast(LONGS, slice.from()).addIndex(1);
        int i = slice.from();
        for (; i + lanes <= slice.to(); i += lanes) {
            numbers.mul(numbers).intoArray(squares, i);
            numbers = numbers.add(lanes);
        }
        for (; i < slice.to(); i++) {
            squares[i] = (long) i * i;
        }
        return Sample.ofLongs(slice, at -> squares[at]);
    }

    /** Fills the array for roots. */
    static Job<Slice, Double> roots(int size) {
        return new Job<>(
                SimdArrays::fillRoots,
                parts -> Slice.cut(size, parts),
                samples -> samples.stream().mapToDouble(Double::doubleValue).sum());
    }

    private static double fillRoots(Slice slice) {
        var arrays = SquareRoots.Arrays.of(slice.total());
        double[] numbers = arrays.numbers();
        double[] roots = arrays.roots();
        int lanes = DOUBLES.length();
        int i = slice.from();
        for (; i + lanes <= slice.to(); i += lanes) {
            DoubleVector.fromArray(DOUBLES, numbers, i).sqrt().intoArray(roots, i);
        }
        for (; i < slice.to(); i++) {
            roots[i] = Math.sqrt(numbers[i]);
        }
        return Sample.ofDoubles(slice, at -> roots[at]);
    }
}
