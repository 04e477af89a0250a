package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

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
    void joinWaitsForAllChildren() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                var one = group.spawn(() -> "one");
                var two =
                        group.spawn(() -> {
                            sleep(HOUR);
                            return "two";
                        });
                group.join();
                assertThat(List.of(await(one), await(two))).containsExactly("one", "two");
            }
        });
    }

    @Test
    void groupWithoutChildrenJoinsAtOnce() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.join();
                group.join();
            }
            checkpoint();
        });
    }

    @Test
    void childMaySpawnSiblingsWhileTheOwnerJoins() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.spawn(() -> {
                    sleep(SECOND);
                    group.spawn(() -> {
                        sleep(HOUR);
                        trail.add("sibling");
                    });
                    trail.add("child");
                });
                group.join();
                trail.add("joined");
            }
        });

        trail.assertIs("child", "sibling", "joined");
    }

    @Test
    void cancellingTheOwnerWhileItJoinsCancelsTheChildren() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> linger("one"));
                                    group.spawn(() -> linger("two"));
                                    group.join();
                                }
                            });
            sleep(MINUTE);
            owner.cancel("enough");
            assertThatThrownBy(() -> await(owner)).hasMessage("enough");
            assertThat(owner.isCancelled()).isTrue();
            trail.add("owner ended");
        });

        trail.assertIs("one cleaned up", "two cleaned up", "owner ended");
    }

    @Test
    void cancellingTheOwnerInTheBodyCancelsTheChildren() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> linger("child"));
                                    sleep(HOUR);
                                }
                            });
            sleep(MINUTE);
            owner.cancel("enough");
            assertThatThrownBy(() -> await(owner)).hasMessage("enough");
            assertThat(owner.isCancelled()).isTrue();
        });

        trail.assertIs("child cleaned up");
    }

    @Test
    void cancellingTheOwnerWhileItClosesWaitsForTheChildrenAllTheSame() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> linger("child"));
                                    checkpoint();
                                    group.cancel();
                                }
                                trail.add("closed");
                                checkpoint();
                                trail.add("not here");
                            });
            checkpoint();
            checkpoint();
            sleep(SECOND.dividedBy(2));
            owner.cancel("enough");
            assertThatThrownBy(() -> await(owner)).hasMessage("enough");
        });

        trail.assertIs("child cleaned up", "closed");
    }

    @Test
    void cancelledChildIsNoFailure() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                var one = group.spawn(() -> linger("one"));
                group.spawn(() -> {
                    sleep(MINUTE);
                    trail.add("two done");
                });
                checkpoint();
                one.cancel();
                group.join();
                assertThat(one.isCancelled()).isTrue();
            }
        });

        trail.assertIs("one cleaned up", "two done");
    }

    @Test
    void aGroupThatHasDoneItsWorkCanBeCancelled() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.spawn(() -> linger("one"));
                group.spawn(() -> {
                    sleep(MINUTE);
                    group.cancel();
                });
                group.join();
                trail.add("joined");
            }
            checkpoint();
        });

        trail.assertIs("one cleaned up", "joined");
    }

    @Test
    void childSpawnedIntoACancelledGroupNeverRuns() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.cancel();
                var late = group.spawn(() -> trail.add("ran"));
                group.join();
                assertThat(late.isCancelled()).isTrue();
            }
        });

        trail.assertIsEmpty();
    }

    @Test
    void cleanupThatSpawnsASiblingDoesNotHoldUpTheClosing() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.spawn(() -> {
                    try {
                        sleep(HOUR);
                    } finally {
                        var sibling = group.spawn(() -> trail.add("sibling ran"));
                        assertThat(catchThrowable(() -> await(sibling)))
                                .isInstanceOf(TaskCancelledException.class);
                        trail.add("cleaned up");
                    }
                });
                checkpoint();
                group.cancel();
                group.join();
            }
        });

        trail.assertIs("cleaned up");
    }

    @Test
    void tenThousandChildrenCanBeCancelled() {
        VirtualTimeLoop.run(() -> {
            var children = new ArrayList<Task<Void>>();
            try (var group = TaskGroup.open()) {
                for (int i = 0; i < 10_000; i++) {
                    children.add(group.spawn(() -> sleep(HOUR)));
                }
                checkpoint();
                group.cancel();
                group.join();
            }
            assertThat(children).allMatch(Task::isCancelled);
        });
    }
}
