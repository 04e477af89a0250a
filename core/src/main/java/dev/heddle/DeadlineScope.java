package dev.heddle;

import dev.heddle.internal.Text;
import java.time.Duration;

/** The scope of one {@link Async#timeout}. */
final class DeadlineScope extends Scope {
    private final Duration limit;

    DeadlineScope(Scope outer, Duration limit) {
        super(outer);
        this.limit = limit;
    }

    @Override
    TaskCancelledException signal() {
        return new TaskCancelledException(message(), id);
    }

    String message() {
        return "not done within " + Text.of(limit);
    }
}
