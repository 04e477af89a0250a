package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.testing.VirtualTimeLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A request to unwind that meets a value on its way. */
class CancellationRaceTest {
    private final Trail trail = new Trail();

    @AfterEach
    void forgetHooks() {
        Hooks.resetOnNextDropped();
    }

    private static Task<Void> spawn(Action body) {
        return EventLoop.current().spawn(body);
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
}
