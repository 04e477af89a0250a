package dev.heddle.demo.cpu.work;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the inputs of the workload that runs now, so that rounds do not make them again, in this
 * process or in a worker. Those of the one before are let go, since a machine may not have room for
 * all. Any thread may call; those who ask at once wait for each other.
 */
final class Inputs {
    private static @Nullable Kept kept;

    private Inputs() {}

    /**
     * The inputs of a type and size.
     *
     * @param maker makes them from the size, the same ones always
     */
    static synchronized <T> T of(Class<T> type, int size, IntFunction<T> maker) {
        if (kept == null || kept.size != size || !type.isInstance(kept.inputs)) {
            kept = null;
            kept = new Kept(size, maker.apply(size));
        }
        return type.cast(kept.inputs);
    }

    private record Kept(int size, Object inputs) {}
}
