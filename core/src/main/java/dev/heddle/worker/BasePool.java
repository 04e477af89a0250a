package dev.heddle.worker;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What all pools have in common: admission, the queue, counting, and the way they end. A kind of
 * pool adds the workers. Any thread.
 */
abstract class BasePool implements WorkerPool {
    private enum Phase {
        OPEN,
        DRAINING,
        CLOSED
    }

    private final Settings settings;
    private final Lanes lanes = new Lanes();
    private final Meter meter = new Meter();
    private final AtomicInteger queued = new AtomicInteger();

    /** Calls accepted and not yet over, their work included. */
    private final AtomicInteger present = new AtomicInteger();

    private final Sinks.Empty<Void> drained = Sinks.empty();
    private volatile Phase phase = Phase.OPEN;

    BasePool(Settings settings) {
        this.settings = settings;
    }

    // --- what a kind of pool does -----------------------------------------------------------

    /** A call waits: some worker should look. */
    abstract void callWaits();

    /** Ends what a worker does for a call that was just given up. */
    abstract void stop(Call<?> call, String reason);

    /** What {@link #stop} has done to a call, for a sentence about it. */
    abstract String wayToStop();

    // --- submitting -------------------------------------------------------------------------

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Mono<O> submit(Work<? super I, ? extends O> work, I input, CallOptions options) {
        return new CallMono<>(this, (Work<Object, O>) work, input, options);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Flux<O> map(Work<? super I, ? extends O> work, Publisher<? extends I> inputs) {
        return new MapFlux<>(this, (Work<Object, Object>) work, inputs, false);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Flux<O> mapSequential(
            Work<? super I, ? extends O> work, Publisher<? extends I> inputs) {
        return new MapFlux<>(this, (Work<Object, Object>) work, inputs, true);
    }

    /** Takes a call into the queue. */
    void accept(Call<?> call) {
        present.incrementAndGet();
        try {
            ensureOpen(call);
            ensureRoom(call);
        } catch (RejectedExecutionException e) {
            meter.rejected();
            left();
            throw e;
        }
        lend(call);
        lanes.add(call);
        callWaits();
        if (phase == Phase.CLOSED) {
            // It may have missed the clearing of the queue.
            call.close();
        }
    }

    private void ensureOpen(Call<?> call) {
        if (phase != Phase.OPEN) {
            throw new RejectedExecutionException(
                    call
                            + " was refused: the pool "
                            + (phase == Phase.CLOSED ? "is closed" : "drains, and takes no more"));
        }
    }

    private void ensureRoom(Call<?> call) {
        if (queued.incrementAndGet() > settings.queue()) {
            queued.decrementAndGet();
            throw new RejectedExecutionException(
                    call
                            + " was refused: the pool is full, "
                            + settings.queue()
                            + " calls wait already (use map, which waits for room, or a longer queue)");
        }
    }

    /** A call made by a call may be waited for by it: its core is free meanwhile. */
    private static void lend(Call<?> call) {
        var budget = lender(call);
        if (budget != null) {
            budget.give();
        }
    }

    private static @Nullable CoreBudget lender(Call<?> call) {
        return call.outer == null ? null : call.outer.pool().settings.budget();
    }

    // --- workers ----------------------------------------------------------------------------

    /** The next call for a worker, claimed for it; null if none waits. */
    final @Nullable Call<?> next(Object worker) {
        for (var call = lanes.poll(); call != null; call = lanes.poll()) {
            if (call.begin(worker)) {
                queued.decrementAndGet();
                return call;
            }
        }
        return null;
    }

    final boolean callsWait() {
        return !lanes.isEmpty();
    }

    /** The work of a call has ended, whatever became of the call. */
    final void ended(Call<?> call, long runNanos) {
        meter.ran(call.queueNanos(), runNanos);
        leave(call);
    }

    /** A call was given up before it began. */
    final void abandoned(Call<?> call) {
        queued.decrementAndGet();
        lanes.gaveUp();
        leave(call);
    }

    private void leave(Call<?> call) {
        var budget = lender(call);
        if (budget != null) {
            budget.takeBack();
        }
        left();
    }

    private void left() {
        if (present.decrementAndGet() == 0 && phase != Phase.OPEN) {
            drained.tryEmitEmpty();
        }
    }

    // --- ending -----------------------------------------------------------------------------

    @Override
    public Mono<Void> drain() {
        return Mono.defer(() -> {
            if (phase == Phase.OPEN) {
                phase = Phase.DRAINING;
            }
            if (present.get() == 0) {
                drained.tryEmitEmpty();
            }
            return drained.asMono();
        });
    }

    /** Refuses new calls and ends those that wait. */
    final void endQueue() {
        phase = Phase.CLOSED;
        lanes.clear().forEach(Call::close);
    }

    final boolean takesCalls() {
        return phase == Phase.OPEN;
    }

    final boolean hasRoom() {
        return queued() < settings.queue();
    }

    final boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    // --- looking at it ----------------------------------------------------------------------

    final Settings settings() {
        return settings;
    }

    final Meter meter() {
        return meter;
    }

    final int queued() {
        return Math.max(0, queued.get());
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String toString() {
        return "WorkerPool[" + name() + "]";
    }
}
