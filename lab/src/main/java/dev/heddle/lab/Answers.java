package dev.heddle.lab;

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether two models gave the same answer, and how answers are shown to people. */
final class Answers {
    /** Sums of doubles differ by the order of their parts, engines' more than loops'. */
    static final double RELATIVE = 1e-9;

    private static final int LONGEST_SHOWN = 60;

    private Answers() {}

    /**
     * Numbers of any types are the same within {@link #RELATIVE}, lists and arrays element by
     * element, maps value by value under keys that are written alike (JSON has no others), anything
     * else by {@code equals}.
     */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof Number a && other instanceof Number b) {
            return sameNumber(a.doubleValue(), b.doubleValue());
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return sameMap(a, b);
        }
        var left = elements(one);
        var right = elements(other);
        if (left == null || right == null) {
            return one.equals(other);
        }
        return sameElements(left, right);
    }

    /** The answer that most agree on; of several such, the first. */
    static @Nullable Object agreed(List<?> answers) {
        @Nullable Object agreed = null;
        long most = 0;
        for (Object answer : answers) {
            long votes = answers.stream().filter(other -> same(answer, other)).count();
            if (votes > most) {
                most = votes;
                agreed = answer;
            }
        }
        return agreed;
    }

    /** In few characters. */
    static String shown(@Nullable Object answer) {
        var elements = answer == null ? null : elements(answer);
        String text = String.valueOf(elements == null ? answer : firstOf(elements));
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
    }

    private static boolean sameNumber(double a, double b) {
        return Double.compare(a, b) == 0
                || (Double.isFinite(a)
                        && Double.isFinite(b)
                        && Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b)));
    }

    private static boolean sameMap(Map<?, ?> one, Map<?, ?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        var byName =
                other.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> String.valueOf(entry.getKey()),
                                        Function.identity(),
                                        (first, _) -> first));
        return one.entrySet().stream()
                .allMatch(entry -> {
                    var its = byName.get(String.valueOf(entry.getKey()));
                    return its != null && same(entry.getValue(), its.getValue());
                });
    }

    private static boolean sameElements(Collection<?> one, Collection<?> other) {
        Iterator<?> left = one.iterator();
        Iterator<?> right = other.iterator();
        while (left.hasNext() && right.hasNext()) {
            if (!same(left.next(), right.next())) {
                return false;
            }
        }
        return !left.hasNext() && !right.hasNext();
    }

    /** Of what has an order. */
    private static @Nullable Collection<?> elements(Object value) {
        if (value instanceof SequencedCollection<?> list) {
            return list;
        }
        return value.getClass().isArray() ? new ArrayView(value) : null;
    }

    private static List<String> firstOf(Collection<?> elements) {
        return elements.stream().limit(LONGEST_SHOWN / 2).map(Answers::shown).toList();
    }

    /** An array as a list that copies nothing, whatever its elements are. */
    private static final class ArrayView extends AbstractList<Object> {
        private final Object array;

        ArrayView(Object array) {
            this.array = array;
        }

        @Override
        public Object get(int index) {
            return Array.get(array, index);
        }

        @Override
        public int size() {
            return Array.getLength(array);
        }
    }
}
