package dev.heddle.demo.cpu.engine;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.heddle.demo.cpu.Job;
import dev.heddle.demo.cpu.work.MatrixProduct;
import dev.heddle.demo.cpu.work.Sample;
import dev.heddle.demo.cpu.work.Slice;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Runner;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Workloads by OpenBLAS, in memory outside the heap, which no call has to copy. */
final class BlasJobs {
    private BlasJobs() {}

    static Runner product(int order, Bench bench) throws AbsentException {
        var blas = OpenBlas.load();
        var memory = Arena.ofShared();
        var factors = MatrixProduct.Factors.of(order);
        var left = OffHeap.copyOf(factors.left(), memory);
        var right = OffHeap.copyOf(factors.right(), memory);
        var product = OffHeap.doubles(factors.left().length, memory);
        var job =
                new Job<Slice, Double>(
                        rows -> rowsOfProduct(blas, rows, left, right, product),
                        parts -> Slice.cut(order, parts),
                        samples -> samples.stream().mapToDouble(Double::doubleValue).sum());
        return PoolRunner.ofEngine(job, bench, memory::close);
    }

    private static double rowsOfProduct(
            OpenBlas blas,
            Slice rows,
            MemorySegment left,
            MemorySegment right,
            MemorySegment product) {
        int order = rows.total();
        long from = (long) rows.from() * order * Double.BYTES;
        blas.multiply(rows.length(), order, left.asSlice(from), right, product.asSlice(from));
        var cells = new Slice(order * order, rows.from() * order, rows.to() * order);
        return Sample.ofDoubles(cells, cell -> product.getAtIndex(JAVA_DOUBLE, cell));
    }

    /** As NumPy does it: over an array of doubles, which is there before. */
    static Runner sumOfSquares(int size, Bench bench) throws AbsentException {
        var blas = OpenBlas.load();
        var memory = Arena.ofShared();
        var numbers = OffHeap.doubles(size, memory);
        for (int i = 0; i < size; i++) {
            numbers.setAtIndex(JAVA_DOUBLE, i, i);
        }
        var job =
                new Job<Slice, Double>(
                        slice ->
                                blas.sumOfSquares(
                                        slice.length(),
                                        numbers.asSlice((long) slice.from() * Double.BYTES)),
                        parts -> Slice.cut(size, parts),
                        sums -> sums.stream().mapToDouble(Double::doubleValue).sum());
        return PoolRunner.ofEngine(job, bench, memory::close);
    }
}
