package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TaskGroupFailureTest {
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
    void failedChildCancelsSiblings() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> linger("one"));
                            group.spawn(() -> failAfter(MINUTE));
                            group.spawn(() -> linger("two"));
                            group.join();
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            trail.add("thrown");
            checkpoint();
        });

        trail.assertIs("one cleaned up", "two cleaned up", "thrown");
    }

    @Test
    void failedChildWakesTheOwnerWithThatFailure() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            linger("owner");
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });

        trail.assertIs("owner cleaned up");
    }

    @Test
    void failureOfAnAwaitedChildIsThrownOnceAndNotWithItself() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            await(group.spawn(this::fail));
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });
    }

    @Test
    void failureOfAGatheredChildIsThrownOnceAndNotWithItself() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            var tasks =
                                    List.of(
                                            group.spawn(() -> linger("sibling")),
                                            group.spawn(this::fail));
                            gather(tasks);
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });

        trail.assertIs("sibling cleaned up");
    }

    @Test
    void ownerThatHandledTheFailureMayGoOnToAwait() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                assertThat(catchThrowable(() -> await(group.spawn(this::fail)))).isSameAs(failure);
                sleep(HOUR);
                trail.add("went on");
            }
        });

        trail.assertIs("went on");
    }

    @Test
    void failureIsThrownByCloseThoughTheOwnerNeverAwaited() {
        VirtualTimeLoop.run(() -> {
            var group = TaskGroup.open();
            group.spawn(this::fail);
            checkpointWithoutMeetingRequests();
            assertThat(catchThrowable(group::close)).isSameAs(failure);
            checkpoint();
        });
    }

    /** Lets the others run, as a contended lock does. */
    @SuppressWarnings("ThreadPriorityCheck") // on Heddle's carrier a yield is a turn, not a hint
    private static void checkpointWithoutMeetingRequests() {
        Thread.yield();
    }

    @Test
    void furtherFailuresAreSuppressedOnes() {
        var further = new IllegalStateException("cleanup failed, too");
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            group.spawn(() -> {
                                try {
                                    sleep(HOUR);
                                } finally {
                                    throwIt(further);
                                }
                            });
                            group.join();
                        }
                    });
            assertThat(thrown).isSameAs(failure).hasSuppressedException(further);
        });
    }

    private static void throwIt(RuntimeException e) {
        throw e;
    }

    @Test
    void furtherFailureThatGatherSeesAsWellIsSuppressedOnce() {
        var further = new IllegalStateException("cleanup failed, too");
        VirtualTimeLoop.run(() -> {
            var _ =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            var failing = group.spawn(() -> failAfter(MINUTE));
                            var sibling =
                                    group.spawn(() -> {
                                        try {
                                            sleep(HOUR);
                                        } finally {
                                            throwIt(further);
                                        }
                                    });
                            gather(List.of(failing, sibling));
                        }
                    });
        });

        assertThat(failure.getSuppressed()).containsOnlyOnce(further);
    }

    @Test
    void childrenThatFailWithOneAndTheSameExceptionAreFine() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(this::fail);
                            group.spawn(this::fail);
                            group.join();
                        }
                    });
            assertThat(thrown).isSameAs(failure);
        });
    }

    @Test
    void failingBodyCancelsChildrenAndKeepsItsFailure() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> linger("child"));
                            sleep(MINUTE);
                            throw new IllegalStateException("body");
                        }
                    });
            assertThat(thrown).hasMessage("body");
            trail.add("thrown");
        });

        trail.assertIs("child cleaned up", "thrown");
    }

    @Test
    void failureTheOwnerGotAndReplacedIsNotThrownAgain() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            try {
                                sleep(HOUR);
                            } catch (Exception _) {
                                throw new IllegalStateException("body");
                            }
                        }
                    });
            assertThat(thrown).hasMessage("body");
        });
    }

    @Test
    void childFailingWhileTheOwnerUnwindsIsNotLost() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> {
                                        try {
                                            sleep(HOUR);
                                        } finally {
                                            fail();
                                        }
                                    });
                                    group.join();
                                }
                            });
            checkpoint();
            checkpoint();
            owner.cancel("enough");
            assertThatThrownBy(() -> await(owner))
                    .hasMessage("enough")
                    .hasSuppressedException(failure);
            assertThat(owner.isCancelled()).isTrue();
        });
    }

    @Test
    void failureWhileTheOwnerIsInAJdkCallInterruptsIt() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            new LinkedBlockingQueue<String>().take();
                        }
                    });
            assertThat(thrown)
                    .isInstanceOf(InterruptedException.class)
                    .hasSuppressedException(failure);
            checkpoint();
        });
    }

    @Test
    void failureIsNotLostThoughTheOwnersCleanupEntersScopes() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            try {
                                new LinkedBlockingQueue<String>().take();
                            } catch (InterruptedException _) {
                                Async.timeout(HOUR, () -> sleep(SECOND));
                            }
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });
    }

    @Test
    void failureInTheTurnOfACancellationIsSuppressedInIt() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> failAfter(MINUTE));
                                    await(Mono.never());
                                }
                            });
            checkpoint();
            checkpoint();
            var _ = EventLoop.current().schedule(() -> owner.cancel("enough"), MINUTE);
            assertThatThrownBy(() -> await(owner))
                    .hasMessage("enough")
                    .hasSuppressedException(failure);
        });
    }
}
