package dev.heddle.internal.process;

import dev.heddle.internal.wire.WorkRef;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker does before it is used, so that what a call needs is loaded, or in its cache. */
enum Rehearsal implements RehearsedWork {
    ECHO,
    THROW;

    @Override
    public @Nullable Object apply(@Nullable Object input) {
        if (this == THROW) {
            throw new IllegalStateException(String.valueOf(input));
        }
        return input;
    }

    Outgoing call(long callId, Object input) {
        return new Outgoing(callId, WorkRef.of(this), false, Map.of(), input);
    }
}

/** Work that may travel by name. */
@FunctionalInterface
interface RehearsedWork extends Serializable {
    @Nullable Object apply(@Nullable Object input);
}
