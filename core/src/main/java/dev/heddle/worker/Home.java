package dev.heddle.worker;

import dev.heddle.internal.carrier.Carrier;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where a subscriber hears of its result, and whose clock its deadline is on. */
sealed interface Home {
    /** A hundred years. */
    Duration LONGEST = Duration.ofDays(36_500);

    /** Runs a step there, or here if there is no such place. */
    void execute(Runnable step);

    /**
     * Like {@link #execute}, for a step that only wakes somebody, and so may run ahead of others.
     */
    default void wake(Runnable step) {
        execute(step);
    }

    Disposable schedule(Runnable step, Duration delay);

    /** No more than a timer takes, which is centuries. */
    static long nanos(Duration delay) {
        return delay.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : delay.toNanos();
    }

    /** Whether the current thread is an event loop's own, which must not wait. */
    static boolean isLoopThread() {
        var carrier = Carrier.current();
        return carrier == null
                ? ThreadExecutorMap.currentExecutor() != null
                : carrier.inLoopThread();
    }

    /** The home of a subscriber on the current thread. */
    static Home current(Settings settings) {
        var chosen = settings.deliverOn();
        if (chosen != null) {
            return new OnScheduler(chosen);
        }
        var carrier = Carrier.current();
        if (carrier != null) {
            return new OnCarrier(carrier);
        }
        var netty = ThreadExecutorMap.currentExecutor();
        return netty == null ? settings.elsewhere() : new OnNettyLoop(netty);
    }

    /** One of Heddle's event loops. */
    record OnCarrier(Carrier carrier) implements Home {
        @Override
        public void execute(Runnable step) {
            carrier.netty().execute(step);
        }

        /** There and not on the worker, whose core would have to fetch what the loop's holds. */
        @Override
        public void wake(Runnable step) {
            carrier.execute(step);
        }

        @Override
        public Disposable schedule(Runnable step, Duration delay) {
            return onNetty(carrier.netty(), step, delay);
        }
    }

    private static Disposable onNetty(EventExecutor loop, Runnable step, Duration delay) {
        var timer = loop.schedule(step, nanos(delay), TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    /** An event loop of Netty's own. */
    record OnNettyLoop(EventExecutor loop) implements Home {
        @Override
        public void execute(Runnable step) {
            loop.execute(step);
        }

        @Override
        public Disposable schedule(Runnable step, Duration delay) {
            return onNetty(loop, step, delay);
        }
    }

    /** A Reactor scheduler, as chosen when the pool was built. */
    record OnScheduler(Scheduler scheduler) implements Home {
        @Override
        public void execute(Runnable step) {
            var _ = scheduler.schedule(step);
        }

        @Override
        public Disposable schedule(Runnable step, Duration delay) {
            try {
                return scheduler.schedule(step, nanos(delay), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // It has no clock, or has ended; deadlines pass all the same.
                return Nowhere.NOWHERE.schedule(step, delay);
            }
        }
    }

    /** A thread that nothing can be brought to. */
    enum Nowhere implements Home {
        NOWHERE;

        @Override
        public void execute(Runnable step) {
            step.run();
        }

        @Override
        public Disposable schedule(Runnable step, Duration delay) {
            return Schedulers.parallel().schedule(step, nanos(delay), TimeUnit.NANOSECONDS);
        }
    }
}
