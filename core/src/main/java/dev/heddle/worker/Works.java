package dev.heddle.worker;

import org.jspecify.annotations.Nullable;

/** What a work is called in messages. */
final class Works {
    private Works() {}

    static String name(Work<?, ?> work, @Nullable Object input) {
        Object named = work == InProcessPool.CALL && input != null ? input : work;
        return nameOf(named.getClass());
    }

    /** A lambda's own name is a number, which says nothing; where it was written does. */
    private static String nameOf(Class<?> type) {
        String name = type.getName();
        int end = name.indexOf("$$Lambda");
        return end < 0 ? name : "a lambda in " + name.substring(0, end);
    }
}
