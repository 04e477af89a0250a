package dev.heddle.worker;

import org.jspecify.annotations.Nullable;

/** What a work is called in messages. */
final class Works {
    private Works() {}

    static String name(Work<?, ?> work, @Nullable Object input) {
        if (work instanceof Batch batch) {
            return name(batch.work(), null);
        }
        Object named = work == InProcessPool.CALL && input != null ? input : work;
        return named.getClass().getName();
    }
}
