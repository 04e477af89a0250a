package dev.heddle.demo.cpu.work;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * The answer of a workload whose result is an array: the sum of a thousand of its values, evenly
 * spread, and the last. It proves that the array is there and costs next to nothing, so it may be
 * measured. Python peers take the same: {@code sum(a[j * n // 1000] for j in range(1000)) + a[n -
 * 1]}.
 */
public final class Sample {
    private static final long POSITIONS = 1_000;

    private Sample() {}

    /**
     * What a slice adds to the sum.
     *
     * @param valueAt of a position of the whole
     */
    public static long ofLongs(Slice slice, IntToLongFunction valueAt) {
        long sum = 0;
        for (long j = first(slice); j < POSITIONS && position(j, slice) < slice.to(); j++) {
            sum += valueAt.applyAsLong(position(j, slice));
        }
        return hasLast(slice) ? sum + valueAt.applyAsLong(slice.total() - 1) : sum;
    }

    /** {@link #ofLongs} for doubles. */
    public static double ofDoubles(Slice slice, IntToDoubleFunction valueAt) {
        double sum = 0;
        for (long j = first(slice); j < POSITIONS && position(j, slice) < slice.to(); j++) {
            sum += valueAt.applyAsDouble(position(j, slice));
        }
        return hasLast(slice) ? sum + valueAt.applyAsDouble(slice.total() - 1) : sum;
    }

    /** The least j whose position is not before the slice. */
    private static long first(Slice slice) {
        return Math.ceilDiv(slice.from() * POSITIONS, Math.max(1, slice.total()));
    }

    private static int position(long j, Slice slice) {
        return (int) (j * slice.total() / POSITIONS);
    }

    private static boolean hasLast(Slice slice) {
        return slice.length() > 0 && slice.to() == slice.total();
    }
}
