package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.shield;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ShieldTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    /** Runs a task, cancels it while it is parked for the first time, and waits until it ends. */
    private void cancelled(Action body) {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(body);
            checkpoint();
            task.cancel("enough");
            var _ = catchThrowable(() -> await(task));
            assertThat(task.isDone()).isTrue();
            trail.add(task.isCancelled() ? "cancelled" : "not cancelled");
        });
    }

    @Test
    void requestWaitsUntilTheBodyIsDone() {
        cancelled(() -> {
            shield(
                    HOUR,
                    () -> {
                        sleep(MINUTE);
                        trail.add("body done");
                    });
            trail.add("after");
            checkpoint();
            trail.add("not here");
        });

        trail.assertIs("body done", "after", "cancelled");
    }

    @Test
    void requestBreaksTheBodyAfterTheGracePeriod() {
        cancelled(() ->
                shield(
                        MINUTE,
                        () -> {
                            try {
                                sleep(MINUTE.minusNanos(1));
                                trail.add("still shielded");
                                sleep(SECOND);
                            } finally {
                                sleep(HOUR);
                                trail.add("cleanup");
                            }
                        }));

        trail.assertIs("still shielded", "cleanup", "cancelled");
    }

    @Test
    void gracePeriodBeginsWithTheRequest() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() ->
                                    shield(
                                            MINUTE,
                                            () -> {
                                                sleep(HOUR);
                                                sleep(MINUTE.minusNanos(1));
                                                trail.add("body done");
                                            }));
            sleep(HOUR);
            task.cancel();
            sleep(HOUR);
            assertThat(task.isDone()).isTrue();
        });

        trail.assertIs("body done");
    }

    @Test
    void graceOfNothingDoesNotShield() {
        cancelled(() -> {
            try {
                shield(Duration.ZERO, () -> sleep(HOUR));
            } catch (TaskCancelledException e) {
                trail.add(e.getMessage());
                throw e;
            }
        });

        trail.assertIs("enough", "cancelled");
    }

    @Test
    void pendingRequestIsNotSwallowedByAShieldWithoutGrace() {
        selfCancelled(() -> {
            shield(
                    Duration.ZERO,
                    () -> {
                        checkpoint();
                        trail.add("not here");
                    });
        });

        trail.assertIs("cancelled");
    }

    /** Runs a task that is cancelled while it runs, before its first await. */
    private void selfCancelled(Action body) {
        VirtualTimeLoop.run(() -> {
            var self = new AtomicReference<Task<Void>>();
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                self.get().cancel("enough");
                                body.run();
                            });
            self.set(task);
            var _ = catchThrowable(() -> await(task));
            trail.add(task.isCancelled() ? "cancelled" : "not cancelled");
        });
    }

    @Test
    void requestThatIsPendingAtTheEntryWaitsToo() {
        selfCancelled(() -> {
            shield(
                    HOUR,
                    () -> {
                        sleep(MINUTE);
                        trail.add("body done");
                    });
            checkpoint();
            trail.add("not here");
        });

        trail.assertIs("body done", "cancelled");
    }

    @Test
    void requestDeliveredInsideIsNotDeliveredAgainOutside() {
        selfCancelled(() -> {
            try {
                shield(MINUTE, () -> sleep(HOUR));
            } finally {
                trail.add("cleanup begins");
                sleep(HOUR);
                trail.add("cleanup ends");
            }
        });

        trail.assertIs("cleanup begins", "cleanup ends", "cancelled");
    }

    @Test
    void anOuterShieldsGraceEndsThoughAnInnerOneMetTheRequest() {
        cancelled(() ->
                shield(
                        MINUTE,
                        () -> {
                            shield(
                                    HOUR,
                                    () -> {
                                        sleep(MINUTE.plus(SECOND));
                                        trail.add("inner done");
                                    });
                            checkpoint();
                            trail.add("not here");
                        }));

        trail.assertIs("inner done", "cancelled");
    }

    @Test
    void aShieldInAShieldThatHoldsARequestHasAGracePeriodToo() {
        cancelled(() ->
                shield(
                        MINUTE,
                        () -> {
                            sleep(SECOND);
                            try {
                                shield(HOUR, () -> sleep(HOUR.plus(HOUR)));
                            } finally {
                                trail.add("inner broken");
                            }
                        }));

        trail.assertIs("inner broken", "cancelled");
    }

    @Test
    void theBodysValueAndFailureComeThrough() {
        VirtualTimeLoop.run(() -> {
            assertThat(shield(HOUR, () -> "value")).isEqualTo("value");
            assertThatThrownBy(() ->
                            shield(
                                    HOUR,
                                    () -> {
                                        throw new java.io.IOException("broken");
                                    }))
                    .isInstanceOf(java.io.IOException.class);
            checkpoint();
        });
    }

    @Test
    void cleanupOfACancelledTaskSurvivesTheClosingOfItsLoop() {
        try (var virtual = VirtualTimeLoop.open()) {
            var loop = virtual.loop();
            loop.spawn(
                            () -> {
                                loop.spawn(() -> {
                                    try {
                                        sleep(HOUR);
                                    } finally {
                                        shield(
                                                SECOND,
                                                () -> {
                                                    sleep(SECOND.dividedBy(2));
                                                    trail.add("flushed");
                                                });
                                    }
                                });
                                checkpoint();
                            })
                    .mono()
                    .block();
        }

        trail.assertIs("flushed");
    }

    @Test
    void interruptByAStrangerWaitsToo() {
        VirtualTimeLoop.run(() -> {
            Thread.currentThread().interrupt();
            shield(
                    HOUR,
                    () -> {
                        checkpoint();
                        trail.add("body done");
                    });
            assertThatThrownBy(Async::checkpoint).hasMessageContaining("interrupted");
            checkpoint();
        });

        trail.assertIs("body done");
    }
}
