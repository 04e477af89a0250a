package dev.heddle.worker;

import org.jspecify.annotations.Nullable;

/** What a work is called in messages. */
final class Works {
    private Works() {}

    static String name(Work<?, ?> work, @Nullable Object input) {
        Object named = work == InProcessPool.CALL && input != null ? input : work;
        return named.getClass().getName();
    }
}
