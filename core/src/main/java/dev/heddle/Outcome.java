package dev.heddle;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * How a task ended. Methods and no pattern switches: the first switch over types costs a starting
 * JVM some ten milliseconds, and every short command would pay for it.
 */
sealed interface Outcome<T> {
    /** The value, or the failure thrown with the current task's stack attached. */
    T get();

    /** What the task ended with instead of a value. */
    @Nullable Throwable failure();

    void deliver(MonoSink<T> subscriber);

    /** For people. */
    String word();

    /** The outcome of a task that did something wrong besides. */
    default Outcome<T> spoilt(RuntimeException complaint) {
        var failure = failure();
        if (failure == null) {
            return new Failure<>(complaint);
        }
        Sneaky.keep(failure, complaint);
        return this;
    }

    record Success<T>(@Nullable T value) implements Outcome<T> {
        @Override
        @SuppressWarnings("NullAway") // a task may return null, as any Callable may
        public T get() {
            return value;
        }

        @Override
        public @Nullable Throwable failure() {
            return null;
        }

        @Override
        public void deliver(MonoSink<T> subscriber) {
            subscriber.success(value);
        }

        @Override
        public String word() {
            return "done";
        }
    }

    record Failure<T>(Throwable failure) implements Outcome<T> {
        @Override
        public T get() {
            throw Sneaky.rethrow(AwaitTrace.attach(failure));
        }

        @Override
        public void deliver(MonoSink<T> subscriber) {
            subscriber.error(failure);
        }

        @Override
        public String word() {
            return "failed";
        }
    }

    record Cancelled<T>(TaskCancelledException failure) implements Outcome<T> {
        @Override
        public T get() {
            throw Awaiter.cancelledElsewhere(failure);
        }

        @Override
        public void deliver(MonoSink<T> subscriber) {
            subscriber.error(failure);
        }

        @Override
        public String word() {
            return "cancelled";
        }
    }
}
