package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.lab.AbsentException;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final List<String> trail = new ArrayList<>();

    @Test
    void isStartedForTheFirstAndClosedByTheLast() throws Exception {
        var shared = new Shared<>(this::start);
        var one = new Resources();
        var other = new Resources();

        assertThat(shared.in(one)).isSameAs(shared.in(other));
        one.close();
        trail.add("one closed");
        other.close();

        assertThat(trail).containsExactly("started", "one closed", "stopped");
    }

    @Test
    void isStartedAgainForTheNextTrial() throws Exception {
        var shared = new Shared<>(this::start);

        for (int trial = 0; trial < 2; trial++) {
            try (var resources = new Resources()) {
                shared.in(resources);
            }
        }

        assertThat(trail).containsExactly("started", "stopped", "started", "stopped");
    }

    @Test
    void whatIsAbsentIsNotStartedAgain() throws Exception {
        var shared =
                new Shared<Closeable>(() -> {
                    trail.add("tried");
                    throw new AbsentException("not here");
                });

        try (var resources = new Resources()) {
            for (int model = 0; model < 2; model++) {
                assertThatThrownBy(() -> shared.in(resources)).hasMessage("not here");
            }
        }

        assertThat(trail).containsExactly("tried");
    }

    private Closeable start() {
        trail.add("started");
        return () -> trail.add("stopped");
    }
}
