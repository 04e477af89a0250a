package dev.heddle.lab.advise;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares results of the same input, which may come from another JVM. */
final class Answers {
    private Answers() {}

    /** Whether two are the same, as far as that can be told. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        return !comparable(a) || !comparable(b) || Arrays.deepEquals(boxed(a), boxed(b));
    }

    /** One number for a list of results; 0 where one of them cannot be compared. */
    static int digest(@Nullable Object[] results) {
        return Arrays.stream(results).allMatch(Answers::comparable)
                ? Arrays.deepHashCode(results)
                : 0;
    }

    private static @Nullable Object[] boxed(@Nullable Object value) {
        return new @Nullable Object[] {value};
    }

    /** False for what is only equal to itself, such as a buffer's stream or a lambda. */
    private static boolean comparable(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Collection<?> many -> many.stream().allMatch(Answers::comparable);
            case Map<?, ?> map ->
                    map.keySet().stream().allMatch(Answers::comparable)
                            && map.values().stream().allMatch(Answers::comparable);
            case Record parts -> !holdsArrays(parts.getClass()) && hasOwn("hashCode", parts);
            case Object array when array.getClass().isArray() -> comparableElements(array);
            case Enum<?> _ -> false; // its hash code is another one in each JVM
            default -> hasOwn("hashCode", value);
        };
    }

    private static boolean comparableElements(Object array) {
        if (array.getClass().getComponentType().isPrimitive()) {
            return true;
        }
        for (int i = 0; i < Array.getLength(array); i++) {
            if (!comparable(Array.get(array, i))) {
                return false;
            }
        }
        return true;
    }

    /** Records compare arrays by identity, and so they compare enums' hash codes. */
    private static boolean holdsArrays(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(part -> part.getType())
                .anyMatch(part -> !part.isPrimitive() && part != String.class);
    }

    private static boolean hasOwn(String method, Object value) {
        try {
            return value.getClass().getMethod(method).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException _) {
            return false;
        }
    }
}
