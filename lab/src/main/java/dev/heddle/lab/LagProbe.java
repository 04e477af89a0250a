package dev.heddle.lab;

import dev.heddle.EventLoop;
import java.time.Duration;

/** Fires a timer on a loop every millisecond while a round runs. Used by the model's thread. */
final class LagProbe {
    private static final Duration INTERVAL = Duration.ofNanos(LagLog.INTERVAL_NANOS);

    private final EventLoop loop;
    private final NanoClock clock;
    private final LagLog log = new LagLog();

    /** Tells the timers of the round that runs from a late one of a round before. */
    private volatile int round;

    LagProbe(EventLoop loop, NanoClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    void begin() {
        int mine = round + 1;
        round = mine;
        log.begin(clock.nanos());
        loop.execute(() -> tick(mine));
    }

    LagLog.RoundLag end() {
        return log.end(clock.nanos());
    }

    void forget() {
        log.forget();
    }

    double p99Millis() {
        return log.p99Millis();
    }

    private void tick(int mine) {
        if (mine == round && log.fired(clock.nanos())) {
            var _ = loop.schedule(() -> tick(mine), INTERVAL);
        }
    }
}
