package dev.heddle.lab.advise;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares results of the same input, which may come from another JVM. Arrays are compared by what
 * is in them, wherever they are: in a list, as the values of a map, in an {@code Optional}.
 */
final class Answers {
    private Answers() {}

    /** Whether two are the same, as far as that can be told. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        return !comparable(a) || !comparable(b) || equal(a, b);
    }

    /** One number for a list of results; 0 where one of them cannot be compared. */
    static int digest(@Nullable Object[] results) {
        return Arrays.stream(results).allMatch(Answers::comparable) ? hash(results) : 0;
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
            return one.keySet().equals(other.keySet())
                    && one.keySet().stream().allMatch(key -> equal(one.get(key), other.get(key)));
        }
        var left = elements(a);
        var right = elements(b);
        if (left == null || right == null) {
            return Objects.deepEquals(a, b);
        }
        return left.size() == right.size()
                && IntStream.range(0, left.size()).allMatch(i -> equal(left.get(i), right.get(i)));
    }

    private static int hash(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToInt(entry -> Objects.hashCode(entry.getKey()) ^ hash(entry.getValue()))
                    .sum();
        }
        var elements = elements(value);
        if (elements == null) {
            return Arrays.deepHashCode(new @Nullable Object[] {value});
        }
        int hash = 1;
        for (Object element : elements) {
            hash = 31 * hash + hash(element);
        }
        return hash;
    }

    /** Of what holds others in an order; null for anything else, which compares itself. */
    private static @Nullable List<@Nullable Object> elements(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Set<?> _ -> null;
            case Collection<?> many -> new ArrayList<@Nullable Object>(many);
            case Optional<?> some -> some.<List<@Nullable Object>>map(List::of).orElse(List.of());
            case Object[] many -> Arrays.asList(many);
            default -> null;
        };
    }

    /** False for what is only equal to itself, such as a buffer's stream or a lambda. */
    private static boolean comparable(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Set<?> many -> many.stream().allMatch(Answers::comparableKey);
            case Collection<?> many -> many.stream().allMatch(Answers::comparable);
            case Map<?, ?> map ->
                    map.keySet().stream().allMatch(Answers::comparableKey)
                            && map.values().stream().allMatch(Answers::comparable);
            case Optional<?> some -> some.stream().allMatch(Answers::comparable);
            case Record parts -> !holdsArrays(parts.getClass()) && hasOwn("hashCode", parts);
            case Object array when array.getClass().isArray() -> comparableElements(array);
            case Enum<?> _ -> false; // its hash code is another one in each JVM
            default -> hasOwn("hashCode", value);
        };
    }

    /** What a set or a map finds again by its own {@code equals}, which no array has. */
    private static boolean comparableKey(@Nullable Object key) {
        return elements(key) == null
                && !(key instanceof Map<?, ?>)
                && (key == null || !key.getClass().isArray())
                && comparable(key);
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
