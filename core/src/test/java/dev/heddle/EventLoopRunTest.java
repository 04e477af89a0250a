package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class EventLoopRunTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    @Test
    void mainsResultIsReturned() {
        String value = EventLoop.run(() -> await(Mono.just("value").hide()));
        assertThat(value).isEqualTo("value");
        EventLoop.run(() -> trail.add("an action"));
        trail.assertIs("an action");
    }

    @Test
    void mainsFailureIsThrownAsItIsWithTheCallersStack() {
        var failure = new IOException("broken");
        var thrown =
                catchThrowable(() ->
                        EventLoop.run(() -> {
                            throw failure;
                        }));
        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()[0].getStackTrace())
                .anyMatch(f -> f.getClassName().startsWith(EventLoopRunTest.class.getName()));
    }

    @Test
    void whatMainLeftRunningIsCancelledAndCleansUp() {
        EventLoop.run(() -> {
            EventLoop.current()
                    .spawn(() -> {
                        try {
                            sleep(HOUR);
                        } catch (TaskCancelledException e) {
                            checkpoint();
                            trail.add(e.getMessage());
                            throw e;
                        }
                    });
            checkpoint();
        });

        trail.assertIs("the event loop is closing");
    }

    @Test
    void runInALoopIsRefused() {
        EventLoop.run(() -> {
            assertThatThrownBy(() -> EventLoop.run(() -> trail.add("ran")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must not do: spawn a task");
            var inCallback = new CompletableFuture<Throwable>();
            EventLoop.current()
                    .execute(() ->
                            inCallback.complete(
                                    catchThrowable(() -> EventLoop.run(() -> trail.add("ran")))));
            assertThat(await(inCallback)).isInstanceOf(IllegalStateException.class);
        });

        trail.assertIsEmpty();
    }

    @Test
    void interruptOfTheCallerCancelsMainAndIsRestored() throws Exception {
        var parked = new CompletableFuture<Void>();
        var caller =
                Thread.ofPlatform()
                        .start(() -> {
                            var thrown = catchThrowable(() -> EventLoop.run(() -> parkIn(parked)));
                            trail.add(thrown.getMessage());
                            trail.add("interrupted: " + Thread.interrupted());
                        });
        parked.join();
        caller.interrupt();
        caller.join();

        trail.assertIs(
                "cleaned up", "the thread that waited for it was interrupted", "interrupted: true");
    }

    private void parkIn(CompletableFuture<Void> parked) {
        try {
            parked.complete(null);
            sleep(HOUR);
        } finally {
            checkpoint();
            trail.add("cleaned up");
        }
    }

    @Test
    void ordinaryVirtualThreadMayRunALoop() throws Exception {
        Thread.ofVirtual().start(() -> EventLoop.run(() -> trail.add("ran"))).join();
        trail.assertIs("ran");
    }

    @Test
    void loopsMayRunOneAfterTheOtherByTheHundred() {
        for (int i = 0; i < 200; i++) {
            EventLoop.run(() -> trail.add("ran"));
        }
        assertThat(trail.events()).hasSize(200);
    }

    @Test
    void noThreadIsLeftBehind() throws Exception {
        try (var loop = EventLoop.builder().name("leaves-nothing").open()) {
            loop.spawn(() -> "value").mono().block();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("leaves-nothing")) {
                thread.join();
            }
        }
    }
}
