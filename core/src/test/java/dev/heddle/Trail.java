package dev.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What happened, in the order in which it did; any thread may add to it. */
public final class Trail {
    private final List<String> events = new ArrayList<>();

    public synchronized void add(String event) {
        events.add(event);
    }

    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    public void assertIs(String... expected) {
        assertThat(events()).containsExactly(expected);
    }

    public void assertHas(String... expected) {
        assertThat(events()).containsExactlyInAnyOrder(expected);
    }

    public void assertIsEmpty() {
        assertThat(events()).isEmpty();
    }
}
