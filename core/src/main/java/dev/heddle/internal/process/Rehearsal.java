package dev.heddle.internal.process;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a worker does while its AOT cache is made, so that what a call needs is in it. */
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
}

/** Work that may travel by name. */
@FunctionalInterface
interface RehearsedWork extends Serializable {
    @Nullable Object apply(@Nullable Object input);
}
