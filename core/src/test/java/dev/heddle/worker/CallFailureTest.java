package dev.heddle.worker;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.LogOf;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;

/** What a work throws is the failure of its call, and of nothing else. */
class CallFailureTest {
    private static int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    private static Integer failing() throws IOException {
        throw new IOException("far away");
    }

    private static Callable<Integer> throwing(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    @ForEachPool
    void aCheckedExceptionComesAsItIs(PoolKind kind) {
        var failure = new IOException("no such thing");
        try (var pool = kind.open(1)) {
            assertThatThrownBy(() -> EventLoop.run(() -> await(pool.submit(throwing(failure)))))
                    .isSameAs(failure);
            assertThat(pool.stats().failed()).isEqualTo(1);
        }
    }

    @ForEachPool
    void theStackOfTheAwaitingTaskIsAttached(PoolKind kind) {
        try (var pool = kind.open(1)) {
            EventLoop.run(() -> {
                var failure =
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> await(pool.submit(CallFailureTest::failing)));
                assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("failing");
                assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(trace ->
                                assertThat(trace.getStackTrace())
                                        .anyMatch(frame ->
                                                frame.getMethodName().contains("theStackOf")));
            });
        }
    }

    @ForEachPool
    void errorsFailOnlyTheirCall(PoolKind kind) {
        try (var pool = kind.open(1)) {
            var thread = pool.submit(Thread::currentThread).block();
            assertThatThrownBy(() -> EventLoop.run(() -> await(pool.submit(() -> overflow(0)))))
                    .isInstanceOf(StackOverflowError.class);
            var exhausted = pool.submit(throwing(new OutOfMemoryError("thrown by hand")));
            assertThatThrownBy(() -> EventLoop.run(() -> await(exhausted)))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThatThrownBy(() ->
                            EventLoop.run(() ->
                                    await(pool.submit(throwing(new AssertionError("wrong"))))))
                    .isInstanceOf(AssertionError.class);
            assertThat(pool.submit(Thread::currentThread).block()).isSameAs(thread);
            assertThat(pool.stats().failed()).isEqualTo(3);
        }
    }

    @ForEachPool
    void aSubscriberThatThrowsDoesNotEndTheWorkerAndIsNotSwallowed(PoolKind kind) {
        try (var log = new LogOf("reactor.core.publisher.Operators");
                var pool = kind.open(1)) {
            var thread = pool.submit(Thread::currentThread).block();
            pool.submit(() -> 1).subscribe(new ThrowsOnNext());
            pool.submit(() -> 1)
                    .subscribe(_ -> {
                        throw new IllegalStateException("a consumer's bug");
                    });
            assertThat(pool.submit(Thread::currentThread).block()).isSameAs(thread);
            assertThat(log.failures()).hasSize(2);
            assertThat(log.failures().getFirst()).hasMessage("a subscriber's bug");
            assertThat(pool.stats().completed()).isEqualTo(4);
        }
    }

    private static final class ThrowsOnNext extends BaseSubscriber<Integer> {
        @Override
        public void hookOnNext(Integer value) {
            throw new LinkageError("a subscriber's bug");
        }
    }

    @ForEachPool
    void whatIsMissingIsRefusedWhereItIsMissing(PoolKind kind) {
        try (var pool = kind.open(1)) {
            assertThatThrownBy(() -> pool.submit((Callable<Integer>) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("code");
            assertThatThrownBy(() -> pool.submit((Work<String, Integer>) null, "x"))
                    .hasMessage("work");
            assertThatThrownBy(() -> new CallOptions(null, null, null)).hasMessage("priority");
            assertThat(pool.submit(() -> 1).block()).isEqualTo(1);
        }
    }

    @Test
    void settingsThatMakeNoSenseAreNamed() {
        var builder = WorkerPool.ofThreads();
        assertThatThrownBy(() -> builder.size(0))
                .hasMessage("the size of a pool must be at least 1: 0");
        assertThatThrownBy(() -> builder.queue(0))
                .hasMessage("the queue of a pool must have room for at least 1 call: 0");
        assertThatThrownBy(() -> builder.name(" "))
                .hasMessage("the name of a pool must not be blank");
        assertThatThrownBy(() -> builder.deadline(java.time.Duration.ZERO))
                .hasMessageStartingWith("the deadline must be positive");
    }
}
