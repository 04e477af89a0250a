package dev.heddle.internal;

import dev.heddle.internal.carrier.LoopTime;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How {@code dev.heddle.testing} opens a loop with a clock of its own, which is nobody else's
 * business.
 */
public final class LoopAccess {
    private static volatile @Nullable Factory factory;

    private LoopAccess() {}

    public static void set(Factory loops) {
        factory = loops;
    }

    public static Factory get() {
        return Objects.requireNonNull(factory, "EventLoop is not initialised");
    }

    /** Opens a loop; returns an {@code EventLoop}, a type this package must not know. */
    public interface Factory {
        Object open(String name, Duration grace, LoopTime time);
    }
}
