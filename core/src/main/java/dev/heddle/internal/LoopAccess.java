package dev.heddle.internal;

import dev.heddle.internal.carrier.LoopTime;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dev.heddle.testing} may do with a loop and nobody else. Loops are passed as objects,
 * since this package does not know their type.
 */
public interface LoopAccess {
    /** Opens an {@code EventLoop} with a clock of its own. */
    Object open(String name, Duration grace, LoopTime time);

    /** The threads of the loop's tasks; on the loop's own threads only. */
    Collection<Thread> threads(Object loop);

    /** Closes the loop; {@code then} runs on it once its tasks have been cancelled. */
    void close(Object loop, Runnable then);

    /** The loop's tasks with their stacks, for people. */
    String describe(Object loop);

    static LoopAccess get() {
        return Objects.requireNonNull(Holder.access(), "EventLoopImpl has not registered itself");
    }

    static void set(LoopAccess access) {
        Holder.access = access;
    }

    /** Where the loop's implementation puts itself when it is initialised. */
    final class Holder {
        private static volatile @Nullable LoopAccess access;

        private Holder() {}

        private static @Nullable LoopAccess access() {
            try {
                Class.forName("dev.heddle.EventLoopImpl");
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
            return access;
        }
    }
}
