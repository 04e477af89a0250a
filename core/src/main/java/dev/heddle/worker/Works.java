package dev.heddle.worker;

import dev.heddle.internal.wire.WorkRef;
import java.io.Serializable;

/** What a work is called in messages. */
final class Works {
    private Works() {}

    static String name(Call<?> call) {
        if (call.work == InProcessPool.CALL) {
            var code = call.input();
            return code == null ? "code" : code.getClass().getName();
        }
        return name(call.work);
    }

    private static String name(Serializable work) {
        try {
            return WorkRef.of(work).name();
        } catch (IllegalArgumentException _) {
            // It captures something, as it may in this JVM.
            return work.getClass().getName();
        }
    }
}
