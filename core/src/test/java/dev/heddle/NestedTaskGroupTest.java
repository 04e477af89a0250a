package dev.heddle;

import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NestedTaskGroupTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();
    private final IOException failure = new IOException("a child's failure");

    private Void fail() throws IOException {
        throw failure;
    }

    private void failAfter(Duration time) throws IOException {
        sleep(time);
        throw failure;
    }

    /** Sleeps for ever, and says when its cleanup, which awaits, is done. */
    private void linger(String name) {
        try {
            sleep(HOUR);
            trail.add(name + " was left alone");
        } finally {
            sleep(SECOND);
            trail.add(name + " cleaned up");
        }
    }

    @Test
    void outerGroupsFailureUnwindsTheInnerGroup() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var outer = TaskGroup.open()) {
                            outer.spawn(() -> failAfter(MINUTE));
                            try (var inner = TaskGroup.open()) {
                                inner.spawn(() -> linger("inner"));
                                inner.join();
                                trail.add("not here");
                            }
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });

        trail.assertIs("inner cleaned up");
    }

    @Test
    void innerGroupsFailureUnwindsTheOuterGroup() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var outer = TaskGroup.open()) {
                            outer.spawn(() -> linger("outer"));
                            checkpoint();
                            try (var inner = TaskGroup.open()) {
                                inner.spawn(this::fail);
                                inner.join();
                            }
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });

        trail.assertIs("outer cleaned up");
    }

    @Test
    void innerGroupsFailureCanBeHandledInTheOuterGroup() {
        VirtualTimeLoop.run(() -> {
            try (var outer = TaskGroup.open()) {
                outer.spawn(() -> linger("outer"));
                assertThat(
                                catchThrowable(() -> {
                                    try (var inner = TaskGroup.open()) {
                                        inner.spawn(this::fail);
                                        inner.join();
                                    }
                                }))
                        .isSameAs(failure);
                outer.join();
            }
        });

        trail.assertIs("outer was left alone", "outer cleaned up");
    }
}
