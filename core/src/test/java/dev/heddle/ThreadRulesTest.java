package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

class ThreadRulesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Mono<String> NEVER = Mono.never();

    static Stream<Named<Action>> waits() {
        return Stream.of(
                Named.of("await(Mono)", () -> await(NEVER)),
                Named.of("await(Publisher)", () -> await(NEVER.flux())),
                Named.of("await(finished)", () -> await(Mono.just(1))),
                Named.of("await(future)", () -> await(new CompletableFuture<String>())),
                Named.of("sleep", () -> sleep(HOUR)),
                Named.of("sleep(0)", () -> sleep(Duration.ZERO)),
                Named.of("checkpoint", Async::checkpoint),
                Named.of("gather", () -> Async.gather(List.of(NEVER))),
                Named.of("gather(bodies)", () -> Async.gather(() -> 1)),
                Named.of("asCompleted", () -> Async.asCompleted(List.of(NEVER))),
                Named.of("race", () -> Async.race(List.of(NEVER))),
                Named.of("timeout", () -> Async.timeout(HOUR, () -> "value")));
    }

    static Stream<Named<Action>> whatNeedsALoop() {
        return Stream.concat(
                waits(),
                Stream.of(
                        Named.of("shield", () -> Async.shield(HOUR, () -> "value")),
                        Named.of("atomic", () -> Async.atomic(() -> "value")),
                        Named.of("EventLoop.current", EventLoop::current),
                        Named.of("TaskGroup.open", TaskGroup::open)));
    }

    @ParameterizedTest
    @MethodSource("whatNeedsALoop")
    void belongsInATask(Action call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(WrongThreadException.class)
                .hasMessageContaining(Thread.currentThread().toString());
    }

    @ParameterizedTest
    @MethodSource("waits")
    void callbackMustNotWait(Action call) {
        try (var loop = EventLoop.open()) {
            var thrown = new CompletableFuture<Throwable>();
            loop.execute(() -> thrown.complete(thrownBy(call)));
            assertThat(thrown.join())
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining("callback of the event loop must not wait");
        }
    }

    private static Throwable thrownBy(Action call) {
        return org.assertj.core.api.Assertions.catchThrowable(call::run);
    }

    @Test
    void ordinaryVirtualThreadIsNoTask() throws Exception {
        var thrown = new CompletableFuture<Throwable>();
        Thread.ofVirtual().start(() -> thrown.complete(thrownBy(() -> await(NEVER)))).join();
        assertThat(thrown.join()).isInstanceOf(WrongThreadException.class);
    }

    @ForEachTransport
    void everyEntryPointMayBeCalledFromAnyThread(Transport transport) throws Exception {
        try (var loop = EventLoop.builder().transport(transport).open();
                var others = Executors.newFixedThreadPool(4)) {
            var calls =
                    List.<Callable<EventLoop>>of(
                            () -> loop.spawn(EventLoop::current).mono().block(),
                            () -> loop.mono(EventLoop::current).block(),
                            () -> {
                                var where = new CompletableFuture<EventLoop>();
                                loop.execute(() -> where.complete(EventLoop.current()));
                                return where.join();
                            },
                            () -> {
                                var where = new CompletableFuture<EventLoop>();
                                var _ =
                                        loop.schedule(
                                                () -> where.complete(EventLoop.current()),
                                                Duration.ofNanos(1));
                                return where.join();
                            });
            for (int round = 0; round < 100; round++) {
                for (var where : others.invokeAll(calls)) {
                    assertThat(where.get()).isSameAs(loop);
                }
            }
        }
    }

    @Test
    void currentIsTheLoopOfTasksTheirThreadsAndCallbacks() {
        try (var loop = EventLoop.open()) {
            var inTask = loop.spawn(EventLoop::current).mono().block();
            var inThread = new CompletableFuture<EventLoop>();
            var _ =
                    loop.spawn(() ->
                            Thread.startVirtualThread(
                                    () -> inThread.complete(EventLoop.current())));
            assertThat(inTask).isSameAs(loop);
            assertThat(inThread.join()).isSameAs(loop);
        }
    }

    @Test
    void timeoutsAndShieldsBelongInATaskAndNotInJustAnyThreadOfTheLoop() {
        EventLoop.run(() -> {
            var thrown = new CompletableFuture<Throwable>();
            Thread.startVirtualThread(
                    () -> thrown.complete(thrownBy(() -> Async.timeout(HOUR, () -> "value"))));
            assertThat(await(thrown))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith("a timeout belongs in a task");
        });
    }

    @Test
    void tasksOfTwoLoopsDoNotMixThreads() {
        try (var one = EventLoop.open();
                var two = EventLoop.open()) {
            var task =
                    one.spawn(() -> {
                        var other = await(two.spawn(EventLoop::current));
                        checkpoint();
                        return other == two && EventLoop.current() == one;
                    });
            assertThat(task.mono().block()).isTrue();
        }
    }
}
