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

    static Runner open(int order, Bench bench) throws AbsentException {
        var matrices = new BlasProduct(OpenBlas.load(), order);
        var job =
                new Job<Slice, Double>(
                        matrices::part,
                        parts -> Slice.cut(order, parts),
                        samples -> samples.stream().mapToDouble(Double::doubleValue).sum());
        return PoolRunner.ofEngine(job, bench, matrices.memory::close);
    }

    /** Makes some rows of the product; returns what they add to the sample. */
    private double part(Slice rows) {
        var from = left.from(rows.from());
        var to = product.from(rows.from());
        blas.multiply(rows.length(), order, order, from, right, to);
        var cells = new Slice(order * order, rows.from() * order, rows.to() * order);
        return Sample.ofDoubles(cells, cell -> product.cells().getAtIndex(JAVA_DOUBLE, cell));
    }
}
