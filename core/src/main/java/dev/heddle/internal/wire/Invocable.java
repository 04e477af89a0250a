package dev.heddle.internal.wire;

import org.jspecify.annotations.Nullable;

/** Work as a worker runs it. */
@FunctionalInterface
public interface Invocable {
    @Nullable Object apply(@Nullable Object input) throws Throwable;
}
