package dev.heddle.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The open model: arrivals begin at their times, whatever became of those before. One that could
 * not begin in time begins late, and how late is counted; when the time of the run is over, those
 * that are more than a second late are not begun any more.
 */
final class Pacer implements Source {
    /** So that answers are read in between. */
    private static final int MOST_PER_TURN = 64;

    /** A timer that rings sooner costs more than it brings. */
    private static final long LEAST_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final RunClock clock;
    private final Schedule schedule;
    private final LongConsumer begin;
    private final LongConsumer neverBegun;
    private final Runnable over;
    private final Consumer<Throwable> broken;
    private long next;
    private boolean isOver;

    /**
     * One that has not begun.
     *
     * @param begin is given the time at which an arrival was due
     * @param neverBegun the same, of those that were due and left out
     * @param over told once there are no more
     * @param broken told if one could not begin for a reason of our own; nothing begins after that
     */
    Pacer(
            EventLoop loop,
            RunClock clock,
            Schedule schedule,
            LongConsumer begin,
            LongConsumer neverBegun,
            Runnable over,
            Consumer<Throwable> broken) {
        this.loop = loop;
        this.clock = clock;
        this.schedule = schedule;
        this.begin = begin;
        this.neverBegun = neverBegun;
        this.over = over;
        this.broken = broken;
    }

    @Override
    public void start() {
        next = schedule.next();
        turnLater(clock.now());
    }

    private void turn() {
        if (isOver) {
            return;
        }
        try {
            beginWhatIsDue();
        } catch (Throwable e) { // on the loop, nobody would hear of it
            isOver = true;
            broken.accept(e);
        }
    }

    private void beginWhatIsDue() {
        long now = clock.now();
        for (int begun = 0; begun < MOST_PER_TURN && isDue(now); begun++) {
            long due = clock.zero() + next;
            next = schedule.next();
            begin.accept(due);
        }
        if (next == Schedule.END || now > clock.end() + PATIENCE_NANOS) {
            stop();
        } else if (isDue(now)) {
            loop.execute(this::turn);
        } else {
            turnLater(now);
        }
    }

    private boolean isDue(long now) {
        return next != Schedule.END && clock.zero() + next <= now;
    }

    private void turnLater(long now) {
        if (next == Schedule.END) {
            stop();
            return;
        }
        long nanos = Math.max(LEAST_NANOS, clock.zero() + next - now);
        var _ = loop.schedule(this::turn, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stop() {
        if (isOver) {
            return;
        }
        isOver = true;
        // Of a run that is stopped before its time, what is a little late is nobody's fault.
        long until = Math.min(clock.now() - PATIENCE_NANOS, clock.end());
        for (; next != Schedule.END && clock.zero() + next <= until; next = schedule.next()) {
            neverBegun.accept(clock.zero() + next);
        }
        over.run();
    }

    @Override
    public boolean isOver() {
        return isOver;
    }
}
