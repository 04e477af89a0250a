package dev.heddle.demo.cpu.engine;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Runner;
import java.lang.foreign.Arena;

/** {@link dev.heddle.demo.cpu.work.SumOfSquares} by OpenBLAS, in doubles. */
final class BlasDot {
    private BlasDot() {}

    /** As NumPy does it: over an array of doubles, which is there before. */
    static Runner open(int size) throws AbsentException {
        var blas = OpenBlas.load();
        var memory = Arena.ofShared();
        var numbers = OffHeap.doubles(size, memory);
        for (int i = 0; i < size; i++) {
            numbers.setAtIndex(JAVA_DOUBLE, i, i);
        }
        return PoolRunner.ofCall(() -> blas.sumOfSquares(size, numbers), memory::close);
    }
}
