package dev.heddle.worker;

import dev.heddle.internal.wire.WorkRef;
import java.io.Serializable;

/** What a work is called in messages. */
final class Works {
    private Works() {}

    static String name(Call<?> call) {
        if (call.work != InProcessPool.CALL) {
            return name(call.work);
        }
        var code = call.input();
        return code == null ? "some code" : nameOf(code.getClass());
    }

    private static String name(Serializable work) {
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
