package dev.heddle;

import java.util.Objects;
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
        var outcome = Objects.requireNonNull(task.outcome(), "the task is still running");
        // Who cancelled the task by cancelling the subscription does not want to hear of it.
        if (!cancelled || !task.isCancelled()) {
            outcome.deliver(sink);
        }
    }
}
