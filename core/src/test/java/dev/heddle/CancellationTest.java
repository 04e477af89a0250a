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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class CancellationTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    @AfterEach
    void forgetHooks() {
        Hooks.resetOnNextDropped();
    }

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
    void aValueThatWasThereFirstIsReturnedAndTheRequestMetAtTheNextAwait() {
        VirtualTimeLoop.run(() -> {
            var source = Sinks.<String>one();
            var task =
                    spawn(() -> {
                        trail.add(await(source.asMono()));
                        checkpoint();
                        trail.add("not here");
                    });
            checkpoint();
            source.tryEmitValue("value");
            task.cancel("in the same turn");
            assertThatThrownBy(() -> await(task)).hasMessage("in the same turn");
        });

        trail.assertIs("value");
    }

    @Test
    void aValueThatComesInTheSameTurnAfterTheRequestIsReturnedToo() {
        VirtualTimeLoop.run(() -> {
            var source = Sinks.<String>one();
            var task =
                    spawn(() -> {
                        trail.add(await(source.asMono()));
                        checkpoint();
                        trail.add("not here");
                    });
            checkpoint();
            task.cancel("in the same turn");
            source.tryEmitValue("value");
            assertThatThrownBy(() -> await(task)).hasMessage("in the same turn");
        });

        trail.assertIs("value");
    }

    @Test
    void anAwaitedTasksValueIsNotLostToARequestInTheSameTurn() {
        VirtualTimeLoop.run(() -> {
            var release = new CompletableFuture<String>();
            var source = EventLoop.current().spawn(() -> await(release));
            var task =
                    spawn(() -> {
                        trail.add(await(source));
                        checkpoint();
                        trail.add("not here");
                    });
            checkpoint();
            release.complete("value");
            checkpoint();
            task.cancel("in the same turn");
            assertThatThrownBy(() -> await(task)).hasMessage("in the same turn");
        });

        trail.assertIs("value");
    }

    @Test
    void aValueThatComesWhileTheSourceIsBeingCancelledIsDroppedAsReactorDoes() {
        Hooks.onNextDropped(value -> trail.add("dropped " + value));
        VirtualTimeLoop.run(() -> {
            var late =
                    Mono.<String>fromDirect(
                            subscriber -> subscriber.onSubscribe(new EmitsOnCancel(subscriber)));
            var task = spawn(() -> await(late));
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task)).hasMessage("enough");
        });

        trail.assertIs("dropped late value");
    }

    private record EmitsOnCancel(Subscriber<? super String> subscriber) implements Subscription {
        @Override
        public void request(long n) {
            // Its value comes too late.
        }

        @Override
        public void cancel() {
            subscriber.onNext("late value");
        }
    }

    @Test
    void aSubscriptionThatComesAfterTheRequestIsCancelled() {
        VirtualTimeLoop.run(() -> {
            var subscriber = new AtomicReference<Subscriber<?>>();
            var task =
                    spawn(() -> {
                        await((org.reactivestreams.Publisher<String>) subscriber::set);
                    });
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task)).hasMessage("enough");
            subscriber
                    .get()
                    .onSubscribe(
                            new Subscription() {
                                @Override
                                public void request(long n) {
                                    trail.add("requested");
                                }

                                @Override
                                public void cancel() {
                                    trail.add("cancelled");
                                }
                            });
        });

        trail.assertIs("cancelled");
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
