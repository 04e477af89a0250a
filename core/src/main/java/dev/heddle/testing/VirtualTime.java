package dev.heddle.testing;

import dev.heddle.internal.carrier.LoopTime;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A clock that stands still while anything can run, and then jumps to the next timer. */
final class VirtualTime implements LoopTime {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualTimeLoop.class);
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

    private final MockTicker ticker = Ticker.newMockTicker();
    private final LoopTicker loopTicker = new LoopTicker();

    // Only touched by the loop's threads.
    private final Set<Thread> warned = new HashSet<>();
    private volatile Supplier<? extends Collection<Thread>> tasks = List::of;
    private volatile boolean frozen;

    void warnAbout(Supplier<? extends Collection<Thread>> threads) {
        tasks = threads;
    }

    /** Keeps the clock from jumping, whatever timers there are. */
    void freeze(boolean still) {
        frozen = still;
    }

    Duration elapsed() {
        return Duration.ofNanos(ticker.nanoTime());
    }

    @Override
    public Ticker ticker() {
        return loopTicker;
    }

    @Override
    public void release() {
        loopTicker.released = true;
    }

    @Override
    public InstantSource clock() {
        return () -> BEGINNING.plus(elapsed());
    }

    @Override
    public boolean jumpTo(long deadlineNanos) {
        if (deadlineNanos < 0 || frozen) {
            return false;
        }
        long ahead = deadlineNanos - ticker.nanoTime();
        if (ahead > 0) {
            tasks.get().forEach(this::warnOfRealWait);
            ticker.advance(ahead, TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private void warnOfRealWait(Thread task) {
        if (task.getState() == Thread.State.TIMED_WAITING && warned.add(task)) {
            LOG.warn(
                    "{} waits in real time, and the virtual clock does not wait for it; use Async.sleep"
                            + " or Async.timeout instead of {}",
                    task,
                    task.getStackTrace()[0]);
        }
    }

    /** The clock as Netty sees it: once released, it is a bit later each time somebody looks. */
    private final class LoopTicker implements Ticker {
        private final AtomicLong looks = new AtomicLong();
        private volatile boolean released;

        @Override
        public long initialNanoTime() {
            return ticker.initialNanoTime();
        }

        @Override
        public long nanoTime() {
            return ticker.nanoTime() + (released ? looks.incrementAndGet() : 0);
        }

        @Override
        public void sleep(long delay, TimeUnit unit) throws InterruptedException {
            ticker.sleep(delay, unit);
        }
    }
}
