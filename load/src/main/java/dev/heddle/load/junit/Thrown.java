package dev.heddle.load.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What visits threw: the first of each kind, a few kinds. Any thread may use it. */
final class Thrown {
    private static final int MOST = 5;

    private final Map<String, Throwable> byKind = new LinkedHashMap<>();

    synchronized void add(Throwable thrown) {
        if (byKind.size() < MOST) {
            byKind.putIfAbsent(kind(thrown), thrown);
        }
    }

    synchronized List<Throwable> first() {
        return List.copyOf(byKind.values());
    }

    /** The words of a check are its name; other messages may be different each time. */
    private static String kind(Throwable thrown) {
        String type = thrown.getClass().getName();
        return thrown instanceof AssertionError ? type + ": " + thrown.getMessage() : type;
    }
}
