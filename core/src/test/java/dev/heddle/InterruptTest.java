package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A request is an interrupt, and the JDK may be the one to deliver it. */
class InterruptTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    private static Task<Void> spawn(Action body) {
        return EventLoop.current().spawn(body);
    }

    @Test
    void interruptedExceptionEndsTheTaskAsCancelledAndIsTheCause() {
        VirtualTimeLoop.run(() -> {
            var task = spawn(() -> new CompletableFuture<String>().get());
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task))
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("enough")
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(task.isCancelled()).isTrue();
        });
    }

    @Test
    void aRestoredInterruptIsMetAgainAtTheNextAwait() {
        VirtualTimeLoop.run(() -> {
            var task =
                    spawn(() -> {
                        try {
                            new CompletableFuture<String>().get();
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        checkpoint();
                        trail.add("not here");
                    });
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task)).hasMessage("enough");
        });

        trail.assertIsEmpty();
    }

    @Test
    void whatTheJdkDeliveredIsNotDeliveredAgainByScopesOfTheCleanup() {
        VirtualTimeLoop.run(() -> {
            var task =
                    spawn(() -> {
                        try {
                            new CompletableFuture<String>().get();
                        } finally {
                            Async.shield(HOUR, () -> trail.add("shielded"));
                            sleep(HOUR);
                            trail.add("slept");
                            Async.timeout(HOUR, () -> sleep(Duration.ofMinutes(1)));
                            checkpoint();
                            trail.add("awaited");
                            assertThatThrownBy(
                                            () -> Async.timeout(HOUR, () -> sleep(HOUR.plus(HOUR))))
                                    .isInstanceOf(DeadlineExceededException.class);
                        }
                    });
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task)).hasMessage("enough");
        });

        trail.assertIs("shielded", "slept", "awaited");
    }

    @Test
    void anInterruptByAStrangerWakesTheTaskWhichThenHasFailed() {
        VirtualTimeLoop.run(() -> {
            var thread = new AtomicReference<Thread>();
            var task =
                    spawn(() -> {
                        thread.set(Thread.currentThread());
                        sleep(HOUR);
                    });
            checkpoint();
            thread.get().interrupt();
            assertThatThrownBy(() -> await(task))
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("the task's thread was interrupted");
            assertThat(task.isCancelled()).isFalse();
        });
    }

    @Test
    void aRequestTheBodyNeverMetLeavesNoInterruptToThoseWhoSeeTheResult() {
        VirtualTimeLoop.run(() -> {
            var self = new AtomicReference<Task<String>>();
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                self.get().cancel();
                                return "value";
                            });
            self.set(task);
            var seen =
                    task.mono()
                            .doOnNext(_ ->
                                    trail.add(
                                            "interrupted: "
                                                    + Thread.currentThread().isInterrupted()));
            assertThat(await(seen)).isEqualTo("value");
        });

        trail.assertIs("interrupted: false");
    }
}
