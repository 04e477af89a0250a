package dev.heddle;

import org.jspecify.annotations.Nullable;

/** How a task ended. */
sealed interface Outcome<T> {
    record Success<T>(@Nullable T value) implements Outcome<T> {}

    record Failure<T>(Throwable failure) implements Outcome<T> {}

    record Cancelled<T>(TaskCancelledException signal) implements Outcome<T> {}

    /** The value, or the failure thrown with the current task's stack attached. */
    @SuppressWarnings("NullAway") // a task may return null, as any Callable may
    static <T> T get(Outcome<T> outcome) {
        return switch (outcome) {
            case Success<T>(T value) -> value;
            case Failure<T>(Throwable failure) -> throw Sneaky.rethrow(AwaitTrace.attach(failure));
            case Cancelled<T>(TaskCancelledException signal) ->
                    throw Awaiter.cancelledElsewhere(signal);
        };
    }

    /** The outcome of a task that did something wrong besides. */
    static <T> Outcome<T> spoilt(Outcome<T> outcome, RuntimeException complaint) {
        switch (outcome) {
            case Success<T> _ -> {
                return new Failure<>(complaint);
            }
            case Failure<T>(Throwable failure) -> Sneaky.keep(failure, complaint);
            case Cancelled<T>(TaskCancelledException signal) -> Sneaky.keep(signal, complaint);
        }
        return outcome;
    }

    default String word() {
        return switch (this) {
            case Success<T> _ -> "done";
            case Failure<T> _ -> "failed";
            case Cancelled<T> _ -> "cancelled";
        };
    }
}
