package dev.heddle.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The closed model: each user sends again as soon as the last is answered. After a failure a user
 * waits a moment, so that a dead server is not asked a million times.
 */
final class Users implements Source {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final EventLoop loop;
    private final RunClock clock;
    private final int number;
    private final LongConsumer begin;
    private final Runnable over;
    private final Consumer<Throwable> broken;
    private boolean isOver;

    /**
     * They have not begun.
     *
     * @param number of this loop's users
     * @param begin is given the time at which an arrival begins
     * @param over told once nobody sends any more
     * @param broken told if one could not begin for a reason of our own; nobody sends after that
     */
    Users(
            EventLoop loop,
            RunClock clock,
            int number,
            LongConsumer begin,
            Runnable over,
            Consumer<Throwable> broken) {
        this.loop = loop;
        this.clock = clock;
        this.number = number;
        this.begin = begin;
        this.over = over;
        this.broken = broken;
    }

    @Override
    public void start() {
        for (int i = 0; i < number; i++) {
            after(clock.zero() - clock.now());
        }
        var _ = loop.schedule(this::stop, clock.end() - clock.now(), TimeUnit.NANOSECONDS);
    }

    /** One user's request has ended. */
    void ended(boolean well) {
        if (!isOver) {
            after(well ? 0 : PAUSE_NANOS);
        }
    }

    private void after(long nanos) {
        if (nanos <= 0) {
            loop.execute(this::next);
        } else {
            var _ = loop.schedule(this::next, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void next() {
        if (isOver) {
            return;
        }
        try {
            begin.accept(clock.now());
        } catch (Throwable e) { // on the loop, nobody would hear of it
            isOver = true;
            broken.accept(e);
        }
    }

    @Override
    public void stop() {
        if (!isOver) {
            isOver = true;
            over.run();
        }
    }

    @Override
    public boolean isOver() {
        return isOver;
    }
}
