package dev.heddle;

import static dev.heddle.Async.atomic;
import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AtomicTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static void assertRefused(Action body) {
        assertThatThrownBy(() -> atomic(body))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the body of atomic must not wait");
    }

    @Test
    void bodyThatDoesNotWaitKeepsItsValueAndItsFailure() {
        VirtualTimeLoop.run(() -> {
            assertThat(atomic(() -> "value")).isEqualTo("value");
            assertThatThrownBy(() ->
                            atomic(() -> {
                                throw new IOException("broken");
                            }))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("broken");
        });
    }

    @Test
    void awaitOfAFinishedValueIsNoWait() {
        VirtualTimeLoop.run(() -> {
            String value = atomic(() -> await(Mono.just("value").map(v -> v)));
            assertThat(value).isEqualTo("value");
        });
    }

    @Test
    void everyAwaitThatWouldParkIsRefused() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> sleep(HOUR));
            assertRefused(() -> await(Mono.never()));
            assertRefused(() -> await(new CompletableFuture<String>()));
            assertRefused(() -> await(task));
            assertRefused(() -> sleep(HOUR));
            assertRefused(Async::checkpoint);
        });
    }

    @Test
    void refusedAwaitIsCancelled() {
        var trail = new Trail();
        VirtualTimeLoop.run(() ->
                assertRefused(() -> await(Mono.never().doOnCancel(() -> trail.add("cancelled")))));

        trail.assertIs("cancelled");
    }

    @Test
    void contendedLockInTheBodyIsFound() {
        VirtualTimeLoop.run(() -> {
            var lock = new ReentrantLock();
            var holder =
                    EventLoop.current()
                            .spawn(() -> {
                                lock.lock();
                                try {
                                    checkpoint();
                                } finally {
                                    lock.unlock();
                                }
                            });
            checkpoint();
            assertRefused(lock::lock);
            lock.unlock();
            await(holder);
            atomic(lock::lock);
        });
    }

    @Test
    void sleepOfTheJdkInTheBodyIsFound() {
        EventLoop.run(() -> assertRefused(() -> Thread.sleep(1)));
    }

    @Test
    void yieldInTheBodyIsFound() {
        VirtualTimeLoop.run(() -> assertRefused(Thread::yield));
    }

    @Test
    void atomicsMayBeNested() {
        VirtualTimeLoop.run(() ->
                atomic(() -> {
                    atomic(() -> assertThat(true).isTrue());
                    assertRefused(() -> sleep(HOUR));
                    assertThatThrownBy(() -> sleep(HOUR)).isInstanceOf(IllegalStateException.class);
                }));
    }

    @Test
    void afterwardsTheTaskMayWaitAgain() {
        VirtualTimeLoop.run(() -> {
            assertRefused(() -> sleep(HOUR));
            sleep(HOUR);
            atomic(() -> {});
            sleep(HOUR);
        });
    }

    @Test
    void othersMayWaitWhileOneIsAtomic() {
        VirtualTimeLoop.run(() -> {
            var other = EventLoop.current().spawn(() -> sleep(HOUR));
            assertRefused(Thread::yield);
            await(other);
        });
    }

    @SuppressWarnings("ThreadPriorityCheck") // on Heddle's carrier a yield is a turn, not a hint
    private static void yieldTwice() {
        Thread.yield();
        Thread.yield();
    }

    @Test
    void bodiesThatParkAllTheSameDoNotMarkEachOther() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var first = loop.spawn(() -> assertThatThrownBy(() -> atomic(Thread::yield)));
            var second =
                    loop.spawn(() -> {
                        assertThatThrownBy(() -> atomic(AtomicTest::yieldTwice));
                        sleep(HOUR);
                    });
            await(first);
            await(second);
        });
    }
}
