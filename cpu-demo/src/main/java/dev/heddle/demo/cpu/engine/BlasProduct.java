package dev.heddle.demo.cpu.engine;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.heddle.demo.cpu.work.MatrixProduct;
import dev.heddle.demo.cpu.work.Sample;
import dev.heddle.demo.cpu.work.Slice;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Runner;
import java.lang.foreign.Arena;

/** {@link MatrixProduct} by OpenBLAS, in memory outside the heap, which no call has to copy. */
final class BlasProduct {
    private final OpenBlas blas;
    private final int order;
    private final Arena memory = Arena.ofShared();
    private final Block left;
    private final Block right;
    private final Block product;

    private BlasProduct(OpenBlas blas, int order) {
        this.blas = blas;
        this.order = order;
        var factors = MatrixProduct.Factors.of(order);
        left = new Block(OffHeap.copyOf(factors.left(), memory), order);
        right = new Block(OffHeap.copyOf(factors.right(), memory), order);
        product = new Block(OffHeap.doubles(factors.left().length, memory), order);
    }

    static Runner open(int order) throws AbsentException {
        var matrices = new BlasProduct(OpenBlas.load(), order);
        return PoolRunner.ofCall(matrices::sample, matrices.memory::close);
    }

    private double sample() {
        blas.multiply(order, order, order, left, right, product);
        return Sample.ofDoubles(
                Slice.whole(order * order), cell -> product.cells().getAtIndex(JAVA_DOUBLE, cell));
    }
}
