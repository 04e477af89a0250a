package dev.heddle.worker;

import dev.heddle.internal.wire.WorkRef;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a work is called in messages. */
final class Works {
    private Works() {}

    static String name(Call<?> call) {
        return name(call.work, call.input());
    }

    static String name(Work<?, ?> work, @Nullable Object input) {
        if (work instanceof Batch batch) {
            return name(batch.work(), null);
        }
        if (work == LocalPool.CALL) {
            return input == null ? "some code" : nameOf(input.getClass());
        }
        return nameOf(work);
    }

    private static String nameOf(Serializable work) {
        try {
            return WorkRef.of(work).name();
        } catch (IllegalArgumentException _) {
            // It captures something, as it may in this JVM.
            return nameOf(work.getClass());
        }
    }

    /** A lambda's own name is a number, which says nothing; where it was written does. */
    private static String nameOf(Class<?> type) {
        String name = type.getName();
        int end = name.indexOf("$$Lambda");
        return end < 0 ? name : "a lambda in " + name.substring(0, end);
    }
}
