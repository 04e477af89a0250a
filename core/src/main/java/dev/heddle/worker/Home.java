package dev.heddle.worker;

import dev.heddle.internal.carrier.Carrier;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where a subscriber hears of its result, and whose clock its deadline is on. */
sealed interface Home {
    /** Runs a step there, or here if there is no such place. */
    void execute(Runnable step);

    Disposable schedule(Runnable step, Duration delay);

    /** The home of a subscriber on the current thread. */
    static Home current(@Nullable Scheduler chosen) {
        if (chosen != null) {
            return new OnScheduler(chosen);
        }
        var carrier = Carrier.current();
        if (carrier != null) {
            return new OnLoop(carrier.netty());
        }
        var netty = ThreadExecutorMap.currentExecutor();
        return netty == null ? Nowhere.NOWHERE : new OnLoop(netty);
    }

    /** An event loop: Heddle's, or one of Netty's own. */
    record OnLoop(EventExecutor loop) implements Home {
        @Override
        public void execute(Runnable step) {
            loop.execute(step);
        }

        @Override
        public Disposable schedule(Runnable step, Duration delay) {
            var timer = loop.schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
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
            return scheduler.schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
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
            return Schedulers.parallel().schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
