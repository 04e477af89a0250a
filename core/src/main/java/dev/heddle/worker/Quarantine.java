package dev.heddle.worker;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls, by work and input, that have ended their process again and again. After so many deaths
 * without a result in between, a call is refused for a while; then it may try once more, and one
 * more death closes the door again. Any thread.
 */
final class Quarantine {
    static final Duration TERM = Duration.ofMinutes(1);

    private static final int MOST = 1_000;
    private static final int SAMPLE = 64;

    private final int deaths;

    // Guarded by this; the oldest go first.
    private final Map<Key, Case> cases =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Case> eldest) {
                    return size() > MOST;
                }
            };

    /** So that a pool without deaths pays nothing. */
    private volatile boolean empty = true;

    Quarantine(int deaths) {
        this.deaths = deaths;
    }

    /** How often this call has ended its process, if it is to be refused now; else 0. */
    int verdict(String work, @Nullable Object input, long now) {
        if (empty) {
            return 0;
        }
        var key = Key.of(work, input);
        synchronized (this) {
            var known = cases.get(key);
            return known != null && known.deaths >= deaths && now - known.until < 0
                    ? known.deaths
                    : 0;
        }
    }

    synchronized void died(String work, @Nullable Object input, long now) {
        var key = Key.of(work, input);
        var before = cases.get(key);
        cases.put(key, new Case(before == null ? 1 : before.deaths + 1, now + TERM.toNanos()));
        empty = false;
    }

    void returned(String work, @Nullable Object input) {
        if (empty) {
            return;
        }
        var key = Key.of(work, input);
        synchronized (this) {
            cases.remove(key);
            empty = cases.isEmpty();
        }
    }

    /** Equal for equal inputs; of a large array it looks at some elements only. */
    private static int fingerprint(@Nullable Object input) {
        if (input == null || !input.getClass().isArray()) {
            return Objects.hashCode(input);
        }
        int length = Array.getLength(input);
        int step = Math.max(1, length / SAMPLE);
        int hash = length;
        for (int i = 0; i < length; i += step) {
            hash = 31 * hash + fingerprint(Array.get(input, i));
        }
        return hash;
    }

    private record Key(String work, int input) {
        static Key of(String work, @Nullable Object input) {
            try {
                return new Key(work, fingerprint(input));
            } catch (RuntimeException | StackOverflowError e) {
                // The hash code is the input's own, and may throw: then all of its work are one.
                return new Key(work, 0);
            }
        }
    }

    private record Case(int deaths, long until) {}
}
