package dev.heddle;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/** An awaiter of nothing but time. */
final class TimerAwaiter extends Awaiter<Void> {
    private @Nullable Future<?> timer;

    TimerAwaiter() {
        super(Context.empty()); // a timer asks for none
    }

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
