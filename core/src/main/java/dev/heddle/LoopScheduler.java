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
    private final Runnable ensureOpen;

    /**
     * Netty's loop takes work after its end and never runs it, hence {@code ensureOpen}, which
     * throws RejectedExecutionException.
     */
    LoopScheduler(ScheduledExecutorService loop, LoopTime time, Runnable ensureOpen) {
        this.onLoop = Schedulers.fromExecutorService(loop);
        this.time = time;
        this.ensureOpen = ensureOpen;
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(time.clock().millis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Disposable schedule(Runnable task) {
        ensureOpen.run();
        return onLoop.schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        ensureOpen.run();
        return onLoop.schedule(task, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(
            Runnable task, long initialDelay, long period, TimeUnit unit) {
        ensureOpen.run();
        return onLoop.schedulePeriodically(task, initialDelay, period, unit);
    }

    @Override
    public Worker createWorker() {
        return new LoopWorker(onLoop.createWorker());
    }

    @Override
    public void dispose() {
        // The loop owns it, and ends it by closing.
    }

    private final class LoopWorker implements Worker {
        private final Worker onLoop;

        LoopWorker(Worker onLoop) {
            this.onLoop = onLoop;
        }

        @Override
        public Disposable schedule(Runnable task) {
            ensureOpen.run();
            return onLoop.schedule(task);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            ensureOpen.run();
            return onLoop.schedule(task, delay, unit);
        }

        @Override
        public Disposable schedulePeriodically(
                Runnable task, long initialDelay, long period, TimeUnit unit) {
            ensureOpen.run();
            return onLoop.schedulePeriodically(task, initialDelay, period, unit);
        }

        @Override
        public void dispose() {
            onLoop.dispose();
        }

        @Override
        public boolean isDisposed() {
            return onLoop.isDisposed();
        }
    }
}
