package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.deadline;
import static dev.heddle.Async.sleep;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.internal.Text;
import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DeadlineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    private static void assertTimesOut(Duration limit, ThrowingCallable body) {
        assertThatThrownBy(body)
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessage("not done within " + Text.of(limit));
    }

    /** Waits as JDK code does: a request comes as an InterruptedException. */
    private static void waitInTheJdk() throws Exception {
        new CompletableFuture<Void>().get();
    }

    @Test
    void bodyThatIsLateIsWokenAndTheCallThrows() {
        VirtualTimeLoop.run(() ->
                assertTimesOut(
                        HOUR,
                        () ->
                                timeout(
                                        HOUR,
                                        () -> {
                                            try {
                                                await(Mono.never());
                                            } catch (TaskCancelledException e) {
                                                trail.add(e.getMessage());
                                                throw e;
                                            }
                                        })));

        trail.assertIs("not done within 1 h");
    }

    @Test
    void theTimeIsOverWhenItIsOverAndNotBefore() {
        VirtualTimeLoop.run(() -> {
            timeout(HOUR, () -> sleep(HOUR.minusNanos(1)));
            assertTimesOut(HOUR, () -> timeout(HOUR, () -> sleep(HOUR.plusNanos(1))));
        });
    }

    @Test
    void bodyInTimeKeepsItsValueAndIsLeftAloneAfterwards() {
        VirtualTimeLoop.run(() -> {
            String value =
                    timeout(
                            MINUTE,
                            () -> {
                                sleep(SECOND);
                                return "value";
                            });
            assertThat(value).isEqualTo("value");
            sleep(HOUR);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @Test
    void bodyThatReturnsAllTheSameKeepsItsValueAndLeavesNoInterrupt() {
        VirtualTimeLoop.run(() -> {
            String value =
                    timeout(
                            MINUTE,
                            () -> {
                                var _ = catchThrowable(() -> sleep(HOUR));
                                sleep(HOUR);
                                return "late";
                            });
            assertThat(value).isEqualTo("late");
            checkpoint();
        });
    }

    @Test
    void valueThatCameInTheSameTurnAsTheDeadlineIsKept() {
        VirtualTimeLoop.run(() -> {
            var source = new CompletableFuture<String>();
            var _ = EventLoop.current().schedule(() -> source.complete("value"), MINUTE);
            assertThat(timeout(MINUTE, () -> await(source))).isEqualTo("value");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            checkpoint();
        });
    }

    @Test
    void zeroAndLessAreTooLateForTheFirstAwait() {
        VirtualTimeLoop.run(() -> {
            for (var limit : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
                assertThatThrownBy(() -> timeout(limit, () -> await(Mono.just("value"))))
                        .isInstanceOf(DeadlineExceededException.class);
                assertThat(timeout(limit, () -> "no await")).isEqualTo("no await");
                checkpoint();
            }
        });
    }

    @Test
    void cancellingTheTaskIsNoTimeout() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> timeout(MINUTE, () -> timeout(HOUR, () -> sleep(HOUR))));
            checkpoint();
            task.cancel("from outside");
            assertThatThrownBy(() -> await(task)).hasMessage("from outside");
            assertThat(task.isCancelled()).isTrue();
        });
    }

    @Test
    void cancellingTheTaskIsNoTimeoutInTheJdkEither() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> timeout(MINUTE, DeadlineTest::waitInTheJdk));
            checkpoint();
            task.cancel("from outside");
            assertThatThrownBy(() -> await(task)).hasMessage("from outside");
            assertThat(task.isCancelled()).isTrue();
        });
    }

    @Test
    void cancellingInTheTurnOfTheDeadlineIsACancellation() {
        for (boolean inTheJdk : new boolean[] {false, true}) {
            VirtualTimeLoop.run(() -> {
                var task =
                        EventLoop.current()
                                .spawn(() ->
                                        timeout(
                                                MINUTE,
                                                () -> {
                                                    if (inTheJdk) {
                                                        waitInTheJdk();
                                                    }
                                                    sleep(HOUR);
                                                }));
                checkpoint();
                var _ = EventLoop.current().schedule(() -> task.cancel("from outside"), MINUTE);
                assertThatThrownBy(() -> await(task)).hasMessage("from outside");
                assertThat(task.isCancelled()).isTrue();
            });
        }
    }

    @Test
    void timeoutIsNoCancellationOfTheTask() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> timeout(MINUTE, () -> sleep(HOUR)));
            assertTimesOut(MINUTE, () -> await(task));
            assertThat(task.isCancelled()).isFalse();
        });
    }

    @Test
    void theJdksInterruptedExceptionIsATimeout() {
        VirtualTimeLoop.run(() -> {
            var thrown = catchThrowable(() -> timeout(MINUTE, DeadlineTest::waitInTheJdk));
            assertThat(thrown)
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            checkpoint();
        });
    }

    @Test
    void aDeadlineThatPassesWhileTheBodyUnwindsFromACancellationChangesNothing() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() ->
                                    timeout(
                                            MINUTE,
                                            () -> {
                                                try {
                                                    sleep(HOUR);
                                                } finally {
                                                    trail.add("cleanup begins");
                                                    sleep(SECOND);
                                                    trail.add("cleanup ends");
                                                }
                                            }));
            checkpoint();
            task.cancel("from outside");
            assertThatThrownBy(() -> await(task)).hasMessage("from outside");
            assertThat(task.isCancelled()).isTrue();
        });

        trail.assertIs("cleanup begins", "cleanup ends");
    }

    @Test
    void cleanupMayAwaitAfterTheDeadline() {
        VirtualTimeLoop.run(() ->
                assertTimesOut(
                        MINUTE,
                        () ->
                                timeout(
                                        MINUTE,
                                        () -> {
                                            try {
                                                sleep(HOUR);
                                            } finally {
                                                sleep(HOUR);
                                                trail.add("cleaned up");
                                            }
                                        })));

        trail.assertIs("cleaned up");
    }

    @Test
    void aBodyThatFailsBeforeOrWhileItUnwindsKeepsItsFailure() {
        VirtualTimeLoop.run(() -> {
            assertThatThrownBy(() -> timeout(MINUTE, DeadlineTest::fail))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() ->
                            timeout(
                                    MINUTE,
                                    () -> {
                                        try {
                                            sleep(HOUR);
                                        } finally {
                                            fail();
                                        }
                                    }))
                    .isInstanceOf(IOException.class);
            checkpoint();
        });
    }

    private static void fail() throws IOException {
        throw new IOException("broken");
    }

    @Test
    void aDeadlineCanBeSharedByCalls() {
        VirtualTimeLoop.run(() -> {
            var end = EventLoop.current().clock().instant().plus(HOUR);
            deadline(end, () -> sleep(MINUTE));
            assertThatThrownBy(() -> deadline(end, () -> sleep(HOUR)))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessage("not done within 59 min");
            assertThatThrownBy(() -> deadline(end, () -> sleep(SECOND)))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(EventLoop.current().clock().instant()).isEqualTo(end);
        });
    }

    @Test
    void aLimitOfForeverIsFine() {
        VirtualTimeLoop.run(() ->
                assertThat(timeout(Duration.ofSeconds(Long.MAX_VALUE), () -> "value"))
                        .isEqualTo("value"));
    }

    @Test
    void aFailureOfAnotherTasksTimeoutIsNotMistakenForTheOwn() {
        VirtualTimeLoop.run(() -> {
            var other = EventLoop.current().spawn(() -> timeout(SECOND, () -> sleep(HOUR)));
            assertTimesOut(SECOND, () -> timeout(HOUR, () -> await(other)));
        });
    }
}
