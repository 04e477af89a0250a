package dev.heddle.lab.advise;

import dev.heddle.internal.wire.Codec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many bytes values have when they travel to a process. */
final class Encoded {
    private Encoded() {}

    /** Of a value; -1 if it cannot travel. */
    static long bytes(@Nullable Object value) {
        try {
            return Codec.of(allowed(value)).encode(value).size();
        } catch (RuntimeException _) {
            // What the pool says of it, in words, comes with the model that is absent.
            return -1;
        }
    }

    /** Of the largest; -1 if one cannot travel. */
    static long largest(List<?> values) {
        long largest = 0;
        for (Object value : values) {
            long bytes = bytes(value);
            if (bytes < 0) {
                return -1;
            }
            largest = Math.max(largest, bytes);
        }
        return largest;
    }

    /** The types of these values that a pool of processes must be told to let through. */
    static List<Class<?>> allowed(@Nullable Object... values) {
        var types = new ArrayList<Class<?>>();
        for (Object value : values) {
            if (value instanceof Record || value instanceof Enum<?>) {
                var type = value instanceof Enum<?> e ? e.getDeclaringClass() : value.getClass();
                if (!types.contains(type)) {
                    types.add(type);
                }
            }
        }
        return types;
    }
}
