package dev.heddle;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Virtual threads inherit the scheduler of the thread that starts them. */
class VirtualThreadsOfTasksTest {
    @Test
    void threadsAndExecutorsOfATaskStayOnItsLoop() {
        EventLoop.run(() -> {
            var loop = EventLoop.current();
            var inThread = new CompletableFuture<EventLoop>();
            Thread.startVirtualThread(() -> inThread.complete(EventLoop.current()));
            assertThat(await(inThread)).isSameAs(loop);

            var inBuilder = new CompletableFuture<EventLoop>();
            Thread.ofVirtual().start(() -> inBuilder.complete(EventLoop.current()));
            assertThat(await(inBuilder)).isSameAs(loop);

            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var nested = executor.submit(VirtualThreadsOfTasksTest::loopOfANestedThread);
                assertThat(nested.get()).isSameAs(loop);
            }
        });
    }

    private static EventLoop loopOfANestedThread() {
        var loop = new CompletableFuture<EventLoop>();
        Thread.startVirtualThread(() -> loop.complete(EventLoop.current()));
        return loop.join();
    }

    @Test
    void threadsThatAForeignThreadStartsDoNot() {
        EventLoop.run(() -> {
            var isNowhere = new CompletableFuture<Boolean>();
            Thread.ofPlatform()
                    .start(() ->
                            Thread.startVirtualThread(() ->
                                    isNowhere.complete(EventLoopImpl.currentOrNull() == null)));
            assertThat(await(isNowhere)).isTrue();
        });
    }
}
