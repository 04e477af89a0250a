package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class MonoTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    @Test
    void eachSubscriptionRunsTheBodyOnce() {
        try (var loop = EventLoop.open()) {
            Mono<String> mono =
                    loop.mono(() -> {
                        trail.add("ran");
                        return await(Mono.just("value").delayElement(Duration.ofNanos(1)));
                    });
            trail.assertIsEmpty();
            StepVerifier.create(mono).expectNext("value").verifyComplete();
            StepVerifier.create(mono).expectNext("value").verifyComplete();
        }

        trail.assertIs("ran", "ran");
    }

    @Test
    void nullMakesItEmptyAndAFailureIsItsError() {
        try (var loop = EventLoop.open()) {
            StepVerifier.create(loop.mono(() -> null)).verifyComplete();
            StepVerifier.create(
                            loop.mono(() -> {
                                throw new IOException("broken");
                            }))
                    .verifyErrorSatisfies(e ->
                            assertThat(e)
                                    .isExactlyInstanceOf(IOException.class)
                                    .hasMessage("broken"));
        }
    }

    @ForEachTransport
    void cancellingTheSubscriptionCancelsTheTaskAndNobodyIsTold(Transport transport) {
        var unwound = new CompletableFuture<String>();
        try (var dropped = new LogOf("reactor.core.publisher.Operators");
                var log = new LogOf(EventLoop.class)) {
            try (var loop = EventLoop.builder().transport(transport).open()) {
                var parked = new CompletableFuture<Void>();
                var subscription = loop.mono(() -> parkUntilCancelled(parked, unwound)).subscribe();
                parked.join();
                subscription.dispose();
                unwound.join();
            }
            dropped.assertIsEmpty();
            log.assertIsEmpty();
        }

        assertThat(unwound).isCompletedWithValue("its subscription was cancelled");
    }

    private static String parkUntilCancelled(
            CompletableFuture<Void> parked, CompletableFuture<String> unwound) {
        try {
            parked.complete(null);
            sleep(HOUR);
            return "late";
        } catch (TaskCancelledException e) {
            unwound.complete(e.getMessage());
            throw e;
        }
    }

    @Test
    void operatorsThatCancelEndTheTask() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            Mono<String> slow =
                    loop.mono(() -> {
                        try {
                            sleep(HOUR);
                            return "late";
                        } finally {
                            trail.add("unwound");
                        }
                    });
            Mono<String> first =
                    slow.timeout(Duration.ofMinutes(1), Mono.just("instead"), loop.scheduler());
            assertThat(await(first)).isEqualTo("instead");
            checkpoint();
        });

        trail.assertIs("unwound");
    }

    @Test
    void aTasksMonoReplaysItsResultAndCancellingItLeavesTheTaskAlone() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                sleep(HOUR);
                                return "value";
                            });
            task.mono().subscribe().dispose();
            assertThat(await(task.mono())).isEqualTo("value");
            assertThat(await(task.mono())).isEqualTo("value");
            assertThat(await(Flux.from(task).collectList())).containsExactly("value");
        });
    }

    @Test
    void aCancelledTasksMonoFails() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> sleep(HOUR));
            checkpoint();
            var running = task.mono().toFuture();
            task.cancel("enough");
            checkpoint();
            assertThat(catchThrowable(running::join)).hasRootCauseMessage("enough");
            assertThatThrownBy(() -> await(task.mono())).hasMessage("enough");
        });
    }

    @Test
    void subscriberThatThrowsHarmsNobodyElse() {
        try (var log = new LogOf(EventLoop.class)) {
            VirtualTimeLoop.run(() -> {
                var task =
                        EventLoop.current()
                                .spawn(() -> {
                                    sleep(HOUR);
                                    return "value";
                                });
                task.mono().subscribe(new Throwing());
                assertThat(await(task)).isEqualTo("value");
            });
            assertThat(log.failures())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasStackTraceContaining("subscriber"));
        }
    }

    private static final class Throwing implements CoreSubscriber<String> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(String value) {
            throw new IllegalStateException("subscriber");
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            throw new AssertionError("completed");
        }
    }

    @Test
    void subscribingAfterCloseIsRefused() {
        var loop = EventLoop.builder().name("gone").open();
        Mono<String> mono = loop.mono(() -> "value");
        loop.close();

        StepVerifier.create(mono)
                .verifyErrorSatisfies(e ->
                        assertThat(e)
                                .isInstanceOf(RejectedExecutionException.class)
                                .hasMessage("the event loop gone is closed"));
    }
}
