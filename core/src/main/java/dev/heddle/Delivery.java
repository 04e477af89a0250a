package dev.heddle;

import java.util.function.Consumer;
import reactor.core.publisher.MonoSink;

/** A subscriber that waits for the outcome of a task. */
final class Delivery<T> implements Consumer<TaskImpl<T>> {
    private final MonoSink<T> sink;
    private volatile boolean cancelled;

    Delivery(MonoSink<T> sink) {
        this.sink = sink;
    }

    void onCancel(Runnable action) {
        sink.onCancel(() -> {
            cancelled = true;
            action.run();
        });
    }

    @Override
    public void accept(TaskImpl<T> task) {
        switch (task.outcome()) {
            case null -> throw new IllegalStateException(task + " is still running");
            case Outcome.Success<T>(T value) -> sink.success(value);
            case Outcome.Failure<T>(Throwable failure) -> sink.error(failure);
            case Outcome.Cancelled<T>(TaskCancelledException signal) -> tell(signal);
        }
    }

    /** Who cancelled the task by cancelling the subscription does not want to hear of it. */
    private void tell(TaskCancelledException signal) {
        if (!cancelled) {
            sink.error(signal);
        }
    }
}
