package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostFailureTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final LogOf log = new LogOf(EventLoop.class);
    private final IOException failure = new IOException("lost");

    @AfterEach
    void closeLog() {
        log.close();
    }

    private Void fail() throws IOException {
        throw failure;
    }

    private void assertLoggedOnce() {
        assertThat(log.failures()).containsExactly(failure);
    }

    @Test
    void failureNobodyAwaitedIsLoggedOnceWithItsTaskAndCreationSite() {
        VirtualTimeLoop.run(() -> {
            EventLoop.current().spawn("careless", this::fail);
            sleep(HOUR);
        });

        assertLoggedOnce();
        assertThat(log.lines().getFirst())
                .startsWith("careless failed and nobody awaited it; it was created at ")
                .contains("LostFailureTest.java");
    }

    @Test
    void failureOfATaskNobodyCanReachAnyMoreIsLoggedBeforeTheLoopCloses() {
        try (var loop = EventLoop.open()) {
            var failed = new CompletableFuture<WeakReference<Task<Void>>>();
            loop.spawn(() -> failed.complete(new WeakReference<>(finished(loop))));
            var task = failed.join();
            while (log.failures().isEmpty()) {
                System.gc();
                Thread.onSpinWait();
            }
            assertThat(task.get()).isNull();
        }

        assertLoggedOnce();
    }

    private Task<Void> finished(EventLoop loop) {
        Task<Void> task = loop.spawn(this::fail);
        while (!task.isDone()) {
            checkpoint();
        }
        return task;
    }

    @Test
    void awaitedFailureIsNotLogged() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(this::fail);
            assertThat(catchThrowable(() -> await(task))).isSameAs(failure);
        });

        log.assertIsEmpty();
    }

    @Test
    void failureAwaitedLongAfterTheEndIsNotLogged() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(this::fail);
            sleep(HOUR);
            assertThat(catchThrowable(() -> await(task))).isSameAs(failure);
        });

        log.assertIsEmpty();
    }

    @Test
    void failureASubscriberGotIsNotLogged() {
        VirtualTimeLoop.run(() -> {
            var running = EventLoop.current().spawn(this::fail);
            var got = running.mono().toFuture();
            sleep(HOUR);
            assertThat(got).isCompletedExceptionally();
        });
        VirtualTimeLoop.run(() -> {
            var done = EventLoop.current().spawn(this::fail);
            sleep(HOUR);
            assertThat(done.mono().toFuture()).isCompletedExceptionally();
        });

        log.assertIsEmpty();
    }

    @Test
    void failureThatItsWaiterGaveUpOnIsLogged() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                sleep(HOUR);
                                return fail();
                            });
            assertThat(catchThrowable(() -> timeout(MINUTE, () -> await(task))))
                    .isInstanceOf(DeadlineExceededException.class);
            sleep(HOUR);
        });

        assertLoggedOnce();
    }

    @Test
    void failureThatItsSubscriberGaveUpOnIsLogged() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                sleep(HOUR);
                                return fail();
                            });
            task.mono().subscribe().dispose();
            sleep(HOUR.plus(MINUTE));
        });

        assertLoggedOnce();
    }

    @Test
    void cancelledTaskIsNotLogged() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> sleep(HOUR));
            checkpoint();
            task.cancel();
            checkpoint();
            assertThat(task.isCancelled()).isTrue();
        });

        log.assertIsEmpty();
    }

    @Test
    void failureOfAChildIsItsGroupsToThrow() {
        VirtualTimeLoop.run(() -> {
            assertThat(
                            catchThrowable(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(this::fail);
                                    group.join();
                                }
                            }))
                    .isSameAs(failure);
        });

        log.assertIsEmpty();
    }

    @Test
    void lastFailureOfAClosingLoopIsLogged() {
        try (var virtual = VirtualTimeLoop.open()) {
            var parked = new CompletableFuture<Void>();
            virtual.loop()
                    .spawn(() -> {
                        try {
                            parked.complete(null);
                            new CompletableFuture<Void>().get();
                        } finally {
                            fail();
                        }
                    });
            parked.join();
        }

        assertLoggedOnce();
    }

    @Test
    void callbackThatThrowsIsLoggedByNettyAndHarmsNobody() {
        try (var netty = new LogOf("io.netty.util.concurrent.AbstractEventExecutor")) {
            VirtualTimeLoop.run(() -> {
                EventLoop.current()
                        .execute(() -> {
                            throw new IllegalStateException("callback");
                        });
                sleep(HOUR);
            });
            assertThat(netty.failures())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasMessage("callback"));
        }
    }
}
