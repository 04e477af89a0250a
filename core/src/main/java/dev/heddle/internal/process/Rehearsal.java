package dev.heddle.internal.process;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a worker does while its AOT cache is made, so that what a call needs is in it. */
enum Rehearsal implements UnaryOperator<@Nullable Object> {
    ECHO {
        @Override
        public @Nullable Object apply(@Nullable Object input) {
            return input;
        }
    },
    THROW {
        @Override
        public @Nullable Object apply(@Nullable Object input) {
            throw new IllegalStateException(String.valueOf(input));
        }
    }
}
