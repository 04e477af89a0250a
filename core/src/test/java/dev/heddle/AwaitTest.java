package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.testing.VirtualTimeLoop;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class AwaitTest {
    private final Trail trail = new Trail();

    static Stream<Named<Callable<String>>> finishedValues() {
        return Stream.of(
                Named.of("Mono.just", () -> await(Mono.just("value"))),
                Named.of("Mono.fromCallable", () -> await(Mono.fromCallable(() -> "value"))),
                Named.of("a Mono's chain", () -> await(Mono.just("va").map(v -> v + "lue"))),
                Named.of("Flux.just", () -> await(Flux.just("value", "other"))),
                Named.of(
                        "CompletableFuture",
                        () -> await(CompletableFuture.completedFuture("value"))),
                Named.of(
                        "Netty future",
                        () -> await(ImmediateEventExecutor.INSTANCE.newSucceededFuture("value"))));
    }

    @ParameterizedTest
    @MethodSource("finishedValues")
    void finishedValueNeverParks(Callable<String> waiting) {
        VirtualTimeLoop.run(() -> {
            var other = EventLoop.current().spawn(() -> trail.add("other task"));
            trail.add(waiting.call());
            await(other);
        });

        trail.assertIs("value", "other task");
    }

    @Test
    void finishedTaskNeverParks() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var finished = loop.spawn(() -> "value");
            checkpoint();
            var other = loop.spawn(() -> trail.add("other task"));
            trail.add(await(finished));
            await(other);
        });

        trail.assertIs("value", "other task");
    }

    @Test
    void emptyMonoIsNull() {
        VirtualTimeLoop.run(() -> {
            assertThat(await(Mono.<String>empty())).isNull();
            assertThat(await(Mono.<String>empty().hide())).isNull();
            assertThat(await(Flux.<String>empty())).isNull();
            assertThat(await(Mono.delay(Duration.ofHours(1), timer()).then())).isNull();
        });
    }

    private static reactor.core.scheduler.Scheduler timer() {
        return EventLoop.current().scheduler();
    }

    @Test
    void taskMayReturnNull() {
        VirtualTimeLoop.run(() -> {
            Task<String> task = EventLoop.current().spawn(() -> (String) null);
            assertThat(await(task)).isNull();
        });
    }

    @Test
    void publisherGivesItsFirstValueAndIsCancelled() {
        VirtualTimeLoop.run(() -> {
            var numbers =
                    Flux.range(1, 3)
                            .doOnNext(n -> trail.add("value " + n))
                            .doOnCancel(() -> trail.add("cancelled"));
            assertThat(await(numbers)).isEqualTo(1);
        });

        trail.assertIs("value 1", "cancelled");
    }

    @Test
    void monoIsNotCancelledAfterItsValue() {
        VirtualTimeLoop.run(
                () -> await(Mono.just(1).hide().doOnCancel(() -> trail.add("cancelled"))));

        trail.assertIsEmpty();
    }

    @ForEachTransport
    void valueFromAForeignThreadResumesTheTaskOnItsLoop(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var task =
                    loop.spawn(() -> {
                        var carrier = EventLoopImpl.requireCurrent().carrier();
                        var foreign =
                                Mono.fromCallable(EventLoopImpl::currentOrNull)
                                        .subscribeOn(Schedulers.boundedElastic());
                        assertThat(await(foreign)).isNull();
                        return EventLoopImpl.requireCurrent().carrier() == carrier;
                    });
            assertThat(task.mono().block()).isTrue();
        }
    }

    @Test
    void manyTasksMayAwaitTheSameOne() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var source = Sinks.<String>one();
            var shared = loop.spawn(() -> await(source.asMono()));
            var waiting = new ArrayList<Task<String>>();
            for (int i = 0; i < 100; i++) {
                waiting.add(loop.spawn(() -> await(shared)));
            }
            checkpoint();
            source.tryEmitValue("value");
            for (var task : waiting) {
                assertThat(await(task)).isEqualTo("value");
            }
        });
    }

    @Test
    void taskOfAnotherLoopCanBeAwaited() {
        try (var other = EventLoop.open()) {
            var release = new CompletableFuture<String>();
            var theirs = other.spawn(() -> await(release));
            String value =
                    EventLoop.run(() -> {
                        var ours = EventLoop.current().spawn(() -> await(theirs));
                        release.complete("value");
                        return await(ours);
                    });
            assertThat(value).isEqualTo("value");
        }
    }

    @Test
    void virtualThreadStartedInATaskMayAwait() {
        VirtualTimeLoop.run(() -> {
            var value = new CompletableFuture<String>();
            Thread.startVirtualThread(() -> {
                sleep(Duration.ofHours(1));
                value.complete(await(Mono.just("value")));
            });
            assertThat(await(value)).isEqualTo("value");
        });
    }

    @Test
    void sleepOfNothingLetsOthersRunOnce() {
        VirtualTimeLoop.run(() -> {
            var other =
                    EventLoop.current()
                            .spawn(() -> {
                                trail.add("other 1");
                                checkpoint();
                                trail.add("other 2");
                            });
            sleep(Duration.ZERO);
            trail.add("main 1");
            sleep(Duration.ofSeconds(-1));
            trail.add("main 2");
            await(other);
        });

        trail.assertIs("other 1", "main 1", "other 2", "main 2");
    }

    @Test
    void sleepsEndInTheOrderOfTheirTimes() {
        VirtualTimeLoop.run(() -> {
            var tasks = new ArrayList<Task<Void>>();
            for (int hours : List.of(3, 1, 2)) {
                tasks.add(
                        EventLoop.current()
                                .spawn(() -> {
                                    sleep(Duration.ofHours(hours));
                                    trail.add(hours + " h");
                                }));
            }
            for (var task : tasks) {
                await(task);
            }
        });

        trail.assertIs("1 h", "2 h", "3 h");
    }

    @Test
    void aSleepOfForeverCanBeCancelled() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> sleep(Duration.ofSeconds(Long.MAX_VALUE)));
            checkpoint();
            task.cancel();
            assertThatThrownBy(() -> await(task)).isInstanceOf(TaskCancelledException.class);
        });
    }

    @Test
    void awaitThatThrowsWhileSubscribingFailsTheAwait() {
        VirtualTimeLoop.run(() ->
                assertThatThrownBy(() ->
                                await(
                                        Mono.defer(() -> {
                                            throw new IllegalStateException("no source");
                                        })))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("no source"));
    }

    @Test
    void checkedFailureOfATaskIsThrownAsItIs() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                throw new IOException("disk full");
                            });
            assertThatThrownBy(() -> await(task))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk full");
        });
    }

    @Test
    void taskThatAwaitsItselfIsToldSo() {
        VirtualTimeLoop.run(() -> {
            var self = new ArrayList<Task<Void>>();
            self.add(EventLoop.current().spawn("narcissus", () -> await(self.getFirst())));
            assertThatThrownBy(() -> await(self.getFirst()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("narcissus cannot wait for itself");
        });
    }
}
