package dev.heddle.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How late a timer of 10 ms rings on one loop. Only touched there. */
final class LagProbe {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final EventLoop loop;
    private final RunClock clock;
    private final Recording recording;
    final Histogram measured = Histograms.coarse();
    private long worstSince;
    private boolean stopped;

    LagProbe(EventLoop loop, RunClock clock, Recording recording) {
        this.loop = loop;
        this.clock = clock;
        this.recording = recording;
    }

    void start() {
        ringLater(clock.now());
    }

    private void ringLater(long now) {
        long due = now + INTERVAL_NANOS;
        var _ = loop.schedule(() -> rings(due), INTERVAL_NANOS, TimeUnit.NANOSECONDS);
    }

    private void rings(long due) {
        if (stopped) {
            return;
        }
        long now = clock.now();
        long late = Math.max(0, now - due);
        worstSince = Math.max(worstSince, late);
        if (clock.isMeasuring(due)) {
            // The timers that it kept from ringing at all were late, too.
            measured.recordValueWithExpectedInterval(late, INTERVAL_NANOS);
            recording.lagged(due, late);
        }
        ringLater(now);
    }

    void stop() {
        stopped = true;
    }

    /** The greatest since the last call. */
    long takeWorst() {
        long taken = worstSince;
        worstSince = 0;
        return taken;
    }
}
