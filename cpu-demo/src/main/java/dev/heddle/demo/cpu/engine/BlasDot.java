package dev.heddle.demo.cpu.engine;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.heddle.demo.cpu.Job;
import dev.heddle.demo.cpu.work.Slice;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Runner;
import java.lang.foreign.Arena;

/** {@link dev.heddle.demo.cpu.work.SumOfSquares} by OpenBLAS, in doubles. */
final class BlasDot {
    private BlasDot() {}

    /** As NumPy does it: over an array of doubles, which is there before. */
    static Runner open(int size, Bench bench) throws AbsentException {
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
