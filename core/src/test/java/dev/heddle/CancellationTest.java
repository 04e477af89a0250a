package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CancellationTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    private static Task<Void> spawn(Action body) {
        return EventLoop.current().spawn(body);
    }

    @Test
    void parkedTaskWakesWithTheReason() {
        VirtualTimeLoop.run(() -> {
            var task =
                    spawn(() -> {
                        try {
                            sleep(HOUR);
                        } catch (TaskCancelledException e) {
                            trail.add(e.getMessage());
                            throw e;
                        }
                    });
            checkpoint();
            task.cancel("no longer wanted");
            assertThatThrownBy(() -> await(task))
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("no longer wanted");
            assertThat(task.isCancelled()).isTrue();
        });

        trail.assertIs("no longer wanted");
    }

    @Test
    void whatTheTaskAwaitsIsCancelled() {
        var future = new CompletableFuture<String>();
        var promise = ImmediateEventExecutor.INSTANCE.newPromise();
        VirtualTimeLoop.run(() -> {
            var tasks =
                    new Task<?>[] {
                        spawn(() -> await(future)),
                        spawn(() -> await(promise)),
                        spawn(() -> await(Mono.never().doOnCancel(() -> note("Mono")))),
                        spawn(() -> await(Flux.never().doOnCancel(() -> note("Flux")))),
                    };
            checkpoint();
            for (var task : tasks) {
                task.cancel();
            }
            checkpoint();
            assertThat(tasks).allMatch(Task::isCancelled);
        });

        assertThat(future).isCancelled();
        assertThat(promise.isCancelled()).isTrue();
        trail.assertHas("Mono", "Flux");
    }

    private void note(String event) {
        trail.add(event);
    }

    @Test
    void anAwaitedTaskIsLeftAlone() {
        VirtualTimeLoop.run(() -> {
            var awaited =
                    EventLoop.current()
                            .spawn(() -> {
                                sleep(HOUR);
                                return "value";
                            });
            var waiter = spawn(() -> await(awaited));
            checkpoint();
            waiter.cancel();
            assertThat(await(awaited)).isEqualTo("value");
            assertThat(waiter.isCancelled()).isTrue();
        });
    }

    @Test
    void finallyMayAwait() {
        VirtualTimeLoop.run(() -> {
            var task =
                    spawn(() -> {
                        try {
                            sleep(HOUR);
                        } finally {
                            trail.add(await(Mono.just("a value")));
                            sleep(HOUR);
                            checkpoint();
                            trail.add("cleaned up");
                        }
                    });
            checkpoint();
            task.cancel();
            assertThatThrownBy(() -> await(task)).isInstanceOf(TaskCancelledException.class);
            trail.add("ended");
        });

        trail.assertIs("a value", "cleaned up", "ended");
    }

    @Test
    void beforeTheStartTheBodyNeverRuns() {
        VirtualTimeLoop.run(() -> {
            var task = spawn(() -> trail.add("ran"));
            task.cancel("too early");
            assertThatThrownBy(() -> await(task)).hasMessage("too early");
            assertThat(task.isCancelled()).isTrue();
        });

        trail.assertIsEmpty();
    }

    @ForEachTransport
    void beforeTheStartTheBodyNeverRunsFromOutsideEither(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open();
                var held = new HeldLoop(loop)) {
            var task = loop.spawn(() -> trail.add("ran"));
            task.cancel("too early");
            held.letGo();

            assertThatThrownBy(() -> task.mono().block()).hasMessage("too early");
        }

        trail.assertIsEmpty();
    }

    @Test
    void aSecondRequestChangesNothing() {
        VirtualTimeLoop.run(() -> {
            var task =
                    spawn(() -> {
                        try {
                            sleep(HOUR);
                        } finally {
                            trail.add("cleanup begins");
                            sleep(HOUR);
                            trail.add("cleanup ends");
                        }
                    });
            checkpoint();
            task.cancel("first");
            task.cancel("second");
            sleep(Duration.ofMinutes(1));
            task.cancel("third");
            assertThatThrownBy(() -> await(task)).hasMessage("first");
        });

        trail.assertIs("cleanup begins", "cleanup ends");
    }

    @Test
    void aRequestAfterTheEndChangesNothing() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> "value");
            await(task);
            task.cancel();
            checkpoint();
            assertThat(await(task)).isEqualTo("value");
            assertThat(task.isCancelled()).isFalse();
        });
    }

    @Test
    void aRunningTaskMeetsItAtItsNextAwaitEvenOfAFinishedValue() {
        VirtualTimeLoop.run(() -> {
            var self = new AtomicReference<Task<Void>>();
            var task =
                    spawn(() -> {
                        self.get().cancel("by itself");
                        trail.add("goes on");
                        await(Mono.just("value"));
                        trail.add("not here");
                    });
            self.set(task);
            assertThatThrownBy(() -> await(task)).hasMessage("by itself");
        });

        trail.assertIs("goes on");
    }

    @Test
    void aRunningTaskThatAwaitsNothingMoreKeepsItsValue() {
        VirtualTimeLoop.run(() -> {
            var self = new AtomicReference<Task<String>>();
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                self.get().cancel();
                                return "value";
                            });
            self.set(task);
            assertThat(await(task)).isEqualTo("value");
            assertThat(task.isCancelled()).isFalse();
        });
    }

    @Test
    void aTaskThatSwallowsItKeepsItsValueAndMayAwaitOn() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                try {
                                    sleep(HOUR);
                                } catch (TaskCancelledException _) {
                                    sleep(HOUR);
                                }
                                return "all the same";
                            });
            checkpoint();
            task.cancel();
            assertThat(await(task)).isEqualTo("all the same");
            assertThat(task.isCancelled()).isFalse();
        });
    }

    @Test
    void aTaskThatThrowsSomethingElseHasFailed() {
        VirtualTimeLoop.run(() -> {
            var task =
                    spawn(() -> {
                        try {
                            sleep(HOUR);
                        } finally {
                            throwIllegalState();
                        }
                    });
            checkpoint();
            task.cancel();
            assertThatThrownBy(() -> await(task)).hasMessage("cleanup failed");
            assertThat(task.isCancelled()).isFalse();
        });
    }

    private static void throwIllegalState() {
        throw new IllegalStateException("cleanup failed");
    }

    @Test
    void awaitingACancelledTaskDoesNotCancelTheWaiter() {
        VirtualTimeLoop.run(() -> {
            var cancelled = spawn(() -> sleep(HOUR));
            var waiter =
                    EventLoop.current()
                            .spawn(() -> {
                                var e = catchThrowable(() -> await(cancelled));
                                sleep(HOUR);
                                return e.getMessage();
                            });
            checkpoint();
            cancelled.cancel("just this one");
            assertThat(await(waiter)).isEqualTo("just this one");
        });
    }

    @Test
    void aWaiterThatFailsWithAnotherTasksCancellationWasNotCancelledItself() {
        VirtualTimeLoop.run(() -> {
            var cancelled = spawn(() -> sleep(HOUR));
            var waiter = spawn(() -> await(cancelled));
            checkpoint();
            cancelled.cancel("just this one");
            assertThatThrownBy(() -> await(waiter)).hasMessage("just this one");
            assertThat(waiter.isCancelled()).isFalse();
        });
    }

    @ForEachTransport
    void anyThreadMayCancel(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var parked = new CompletableFuture<Void>();
            var task =
                    loop.spawn(() -> {
                        parked.complete(null);
                        sleep(HOUR);
                    });
            parked.join();
            task.cancel("from outside");
            assertThatThrownBy(() -> task.mono().block()).hasMessage("from outside");
        }
    }

    @Test
    void aCancelledCheckpointThrows() {
        VirtualTimeLoop.run(() -> {
            var task =
                    spawn(() -> {
                        while (true) {
                            checkpoint();
                        }
                    });
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task)).hasMessage("enough");
        });
    }
}
