package dev.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What happened, in the order in which it did; any thread may add to it. */
final class Trail {
    private final List<String> events = new ArrayList<>();

    synchronized void add(String event) {
        events.add(event);
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    void assertIs(String... expected) {
        assertThat(events()).containsExactly(expected);
    }

    void assertHas(String... expected) {
        assertThat(events()).containsExactlyInAnyOrder(expected);
    }

    void assertIsEmpty() {
        assertThat(events()).isEmpty();
    }
}
