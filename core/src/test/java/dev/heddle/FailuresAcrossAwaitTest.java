package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A failure that crosses an await keeps its identity, and shows who waited. */
class FailuresAcrossAwaitTest {
    private final IOException failure = new IOException("refused");

    static Stream<Named<Function<IOException, Object>>> awaits() {
        return Stream.of(
                Named.of("Mono.error", e -> await(Mono.error(e))),
                Named.of("a hidden Mono", e -> await(Mono.error(e).hide())),
                Named.of("a foreign thread's Mono", e -> await(onForeignThread(e))),
                Named.of("Flux", e -> await(Flux.error(e))),
                Named.of("CompletableFuture", e -> await(CompletableFuture.failedFuture(e))),
                Named.of(
                        "a dependent CompletableFuture",
                        e -> await(CompletableFuture.failedFuture(e).thenApply(v -> v))),
                Named.of(
                        "Netty future",
                        e -> await(ImmediateEventExecutor.INSTANCE.newFailedFuture(e))),
                Named.of("a running task", e -> await(failing(e))),
                Named.of("a finished task", e -> await(finished(failing(e)))),
                Named.of("gather of tasks", e -> gather(List.of(failing(e)))),
                Named.of("gather of Monos", e -> gather(List.of(Mono.error(e)))));
    }

    private static Mono<Object> onForeignThread(IOException e) {
        return Mono.error(e).subscribeOn(Schedulers.boundedElastic());
    }

    private static Task<Object> failing(IOException e) {
        return EventLoop.current()
                .spawn(() -> {
                    throw e;
                });
    }

    private static Task<Object> finished(Task<Object> task) {
        checkpoint();
        assertThat(task.isDone()).isTrue();
        return task;
    }

    @ParameterizedTest
    @MethodSource("awaits")
    void originalExceptionArrivesWithTheAwaitingStack(Function<IOException, Object> waiting) {
        EventLoop.run(() -> {
            var waiter =
                    EventLoop.current()
                            .spawn("waiter", () -> catchThrowable(() -> awaitHere(waiting)));
            assertThat(await(waiter)).isSameAs(failure);
        });

        assertThat(failure.getSuppressed())
                .anySatisfy(trace -> {
                    assertThat(trace).hasMessage("awaited in waiter");
                    assertThat(trace.getStackTrace())
                            .anyMatch(f -> f.getMethodName().equals("awaitHere"));
                });
    }

    private void awaitHere(Function<IOException, Object> waiting) {
        var _ = waiting.apply(failure);
    }

    @Test
    void failureLeavesEventLoopRunAsItIs() {
        var thrown =
                catchThrowable(() ->
                        EventLoop.run(() -> {
                            throw failure;
                        }));

        assertThat(thrown).isSameAs(failure);
    }

    @Test
    void errorsCrossAnAwaitToo() {
        var error = new AssertionError("broken");
        VirtualTimeLoop.run(() -> {
            Task<Object> task =
                    EventLoop.current()
                            .spawn(() -> {
                                throw error;
                            });
            assertThat(catchThrowable(() -> await(task))).isSameAs(error);
        });
    }

    @Test
    void aFailureSharedByManyAwaitsKeepsEightTraces() {
        VirtualTimeLoop.run(() -> {
            for (int i = 0; i < 100; i++) {
                assertThat(catchThrowable(() -> await(Mono.error(failure)))).isSameAs(failure);
            }
        });

        assertThat(failure.getSuppressed()).hasSize(8);
    }

    @Test
    void aFailureThatTakesNoSuppressedOnesStillArrives() {
        var stackless = new Stackless();
        VirtualTimeLoop.run(() ->
                assertThat(catchThrowable(() -> await(Mono.error(stackless)))).isSameAs(stackless));
    }

    private static final class Stackless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stackless() {
            super("stackless", null, false, false);
        }
    }

    @Test
    void completionExceptionWithoutACauseArrivesAsItIs() {
        var bare = new CompletionException("bare", null);
        VirtualTimeLoop.run(() ->
                assertThat(catchThrowable(() -> await(CompletableFuture.failedFuture(bare))))
                        .isSameAs(bare));
    }

    @Test
    void eachTaskOnTheWayAddsItsTrace() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var inner = loop.spawn("inner", () -> await(Mono.error(failure)));
            var outer = loop.spawn("outer", () -> await(inner));
            assertThat(catchThrowable(() -> await(outer))).isSameAs(failure);
        });

        assertThat(Arrays.stream(failure.getSuppressed()).map(Throwable::getMessage))
                .containsExactly("awaited in inner", "awaited in outer", "awaited in main");
    }
}
