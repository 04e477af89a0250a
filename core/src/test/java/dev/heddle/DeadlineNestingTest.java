package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.shield;
import static dev.heddle.Async.sleep;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.internal.Text;
import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Deadlines in deadlines, groups, shields and cleanup. */
class DeadlineNestingTest {
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
    void ofNestedDeadlinesTheNearestThrows() {
        VirtualTimeLoop.run(() -> {
            timeout(HOUR, () -> assertTimesOut(MINUTE, () -> timeout(MINUTE, () -> sleep(HOUR))));
            assertTimesOut(
                    MINUTE,
                    () ->
                            timeout(
                                    MINUTE,
                                    () -> {
                                        try {
                                            timeout(HOUR, () -> sleep(HOUR));
                                        } catch (TaskCancelledException e) {
                                            trail.add("the inner call is only woken");
                                            throw e;
                                        }
                                    }));
        });

        trail.assertIs("the inner call is only woken");
    }

    @Test
    void theOuterDeadlineStillHoldsAfterTheInnerOneHasPassed() {
        VirtualTimeLoop.run(() ->
                assertTimesOut(
                        HOUR,
                        () ->
                                timeout(
                                        HOUR,
                                        () -> {
                                            assertTimesOut(
                                                    MINUTE,
                                                    () -> timeout(MINUTE, () -> sleep(HOUR)));
                                            sleep(HOUR);
                                        })));
    }

    @Test
    void deadlinesThatPassInTheSameTurnAreTheOuterOnes() {
        VirtualTimeLoop.run(() -> {
            assertTimesOut(MINUTE, () -> timeout(MINUTE, () -> timeout(MINUTE, () -> sleep(HOUR))));
            checkpoint();
        });
    }

    @Test
    void deadlinesThatPassInTheSameTurnAreTheOuterOnesInTheJdkToo() {
        VirtualTimeLoop.run(() -> {
            assertTimesOut(
                    MINUTE,
                    () ->
                            timeout(
                                    MINUTE,
                                    () -> timeout(MINUTE, DeadlineNestingTest::waitInTheJdk)));
            checkpoint();
        });
    }

    @Test
    void cleanupMayHaveADeadlineOfItsOwn() {
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
                                                assertTimesOut(
                                                        SECOND,
                                                        () -> timeout(SECOND, () -> sleep(HOUR)));
                                                trail.add("cleanup gave up");
                                            }
                                        })));

        trail.assertIs("cleanup gave up");
    }

    @Test
    void cleanupAfterTheJdksInterruptMayHaveADeadlineOfItsOwn() {
        VirtualTimeLoop.run(() ->
                assertTimesOut(
                        MINUTE,
                        () ->
                                timeout(
                                        MINUTE,
                                        () -> {
                                            try {
                                                waitInTheJdk();
                                            } finally {
                                                assertTimesOut(
                                                        SECOND,
                                                        () ->
                                                                timeout(
                                                                        SECOND,
                                                                        DeadlineNestingTest
                                                                                ::waitInTheJdk));
                                                trail.add("cleanup gave up");
                                            }
                                        })));

        trail.assertIs("cleanup gave up");
    }

    @Test
    void aTimeoutAroundATaskGroupCancelsItsChildren() {
        VirtualTimeLoop.run(() ->
                assertTimesOut(
                        MINUTE,
                        () ->
                                timeout(
                                        MINUTE,
                                        () -> {
                                            try (var group = TaskGroup.open()) {
                                                group.spawn(() -> cleansUp("child 1"));
                                                group.spawn(() -> cleansUp("child 2"));
                                                group.join();
                                            }
                                        })));

        trail.assertIs("child 1", "child 2");
    }

    private void cleansUp(String name) {
        try {
            sleep(HOUR);
        } finally {
            sleep(SECOND);
            trail.add(name);
        }
    }

    @Test
    void aTimeoutOfAChildIsTheGroupsFailure() {
        VirtualTimeLoop.run(() ->
                assertTimesOut(
                        MINUTE,
                        () -> {
                            try (var group = TaskGroup.open()) {
                                group.spawn(() -> cleansUp("sibling"));
                                group.spawn(() -> timeout(MINUTE, () -> sleep(HOUR)));
                                group.join();
                            }
                        }));

        trail.assertIs("sibling");
    }

    @Test
    void aShieldInsideATimeoutHoldsItBack() {
        VirtualTimeLoop.run(() ->
                assertTimesOut(
                        MINUTE,
                        () ->
                                timeout(
                                        MINUTE,
                                        () -> {
                                            shield(
                                                    HOUR,
                                                    () -> {
                                                        sleep(MINUTE.plus(MINUTE));
                                                        trail.add("shielded");
                                                    });
                                            trail.add("next await");
                                            await(Mono.just("value"));
                                            trail.add("not here");
                                        })));

        trail.assertIs("shielded", "next await");
    }

    @Test
    void aTimeoutInsideAShieldStillCounts() {
        VirtualTimeLoop.run(() -> {
            shield(
                    HOUR,
                    () -> {
                        assertTimesOut(MINUTE, () -> timeout(MINUTE, () -> sleep(HOUR)));
                        assertTimesOut(
                                MINUTE, () -> timeout(MINUTE, DeadlineNestingTest::waitInTheJdk));
                        checkpoint();
                        trail.add("twice");
                    });
        });

        trail.assertIs("twice");
    }
}
