package dev.heddle.demo.cpu.engine;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.demo.cpu.work.Sample;
import dev.heddle.demo.cpu.work.Slice;
import dev.heddle.demo.cpu.work.SquareRoots;
import dev.heddle.lab.AbsentException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** C's own {@code sqrt}, called for one value at a time: what it costs to cross into C so often. */
final class Libm {
    private Libm() {}

    static Job<Slice, Double> roots(int size) throws AbsentException {
        var sqrt = sqrt();
        return new Job<>(
                slice -> fill(sqrt, slice),
                parts -> Slice.cut(size, parts),
                samples -> samples.stream().mapToDouble(Double::doubleValue).sum());
    }

    /** Critical: it neither blocks nor calls back, so the thread need not leave Java for it. */
    @SuppressWarnings("restricted")
    private static MethodHandle sqrt() throws AbsentException {
        var linker = Linker.nativeLinker();
        MemorySegment address =
                linker.defaultLookup()
                        .find("sqrt")
                        .orElseThrow(() -> new AbsentException("this machine's C has no sqrt"));
        return linker.downcallHandle(
                address,
                FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE),
                Linker.Option.critical(false));
    }

    private static double fill(MethodHandle sqrt, Slice slice) {
        var arrays = SquareRoots.Arrays.of(slice.total());
        double[] numbers = arrays.numbers();
        double[] roots = arrays.roots();
        try {
            for (int i = slice.from(); i < slice.to(); i++) {
                roots[i] = (double) sqrt.invokeExact(numbers[i]);
            }
        } catch (Throwable e) {
            throw new AssertionError("C throws nothing", e);
        }
        return Sample.ofDoubles(slice, at -> roots[at]);
    }
}
