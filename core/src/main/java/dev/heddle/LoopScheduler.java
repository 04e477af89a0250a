package dev.heddle;

import dev.heddle.internal.carrier.LoopTime;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The loop's thread as a Reactor scheduler, on the loop's clock. */
final class LoopScheduler implements Scheduler {
    private final Scheduler onLoop;
    private final LoopTime time;

    LoopScheduler(ScheduledExecutorService loop, LoopTime time) {
        this.onLoop = Schedulers.fromExecutorService(loop);
        this.time = time;
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(time.clock().millis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return onLoop.schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return onLoop.schedule(task, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(
            Runnable task, long initialDelay, long period, TimeUnit unit) {
        return onLoop.schedulePeriodically(task, initialDelay, period, unit);
    }

    @Override
    public Worker createWorker() {
        return onLoop.createWorker();
    }

    @Override
    public void dispose() {
        // The loop owns it, and ends it by closing.
    }
}
