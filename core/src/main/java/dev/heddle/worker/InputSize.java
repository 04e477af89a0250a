package dev.heddle.worker;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How large an input is, as far as that may decide what the work costs. */
final class InputSize {
    private InputSize() {}

    /** The number of bits of its length; 0 for what is empty or has none. */
    static int classOf(@Nullable Object input) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(length(input));
    }

    private static int length(@Nullable Object input) {
        return switch (input) {
            case null -> 0;
            case CharSequence text -> text.length();
            case Collection<?> many -> many.size();
            case Map<?, ?> many -> many.size();
            case Object array when array.getClass().isArray() -> Array.getLength(array);
            default -> 0;
        };
    }
}
