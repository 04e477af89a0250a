package dev.heddle;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** An awaiter of nothing but time. */
final class TimerAwaiter extends Awaiter<Void> {
    private @Nullable Future<?> timer;

    void start(EventLoopImpl loop, Duration time) {
        timer = loop.timer(() -> succeed(null), time);
    }

    @Override
    void cancelSource() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
