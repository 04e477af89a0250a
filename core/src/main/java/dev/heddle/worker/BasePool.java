package dev.heddle.worker;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

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

    // Apart, since those who submit write the one and workers the others; their differences tell
    // how many calls wait, and how many are here.
    private final AtomicLong admitted = new AtomicLong();
    private final LongAdder begun = new LongAdder();
    private final LongAdder over = new LongAdder();

    /** No more than have begun: fresh enough to see that there is room, and cheap to read. */
    private volatile long begunAtLeast;

    private final Sinks.Empty<Void> drained = Sinks.empty();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPEN);

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
        requireNonNull(work, "work");
        requireNonNull(options, "options");
        return new CallMono<>(this, (Work<Object, O>) work, input, options);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Flux<O> map(Work<? super I, ? extends O> work, Publisher<? extends I> inputs) {
        return mapFlux((Work<Object, Object>) work, inputs, false);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Flux<O> mapSequential(
            Work<? super I, ? extends O> work, Publisher<? extends I> inputs) {
        return mapFlux((Work<Object, Object>) work, inputs, true);
    }

    private <I, O> Flux<O> mapFlux(
            Work<Object, Object> work, Publisher<? extends I> inputs, boolean ordered) {
        requireNonNull(work, "work");
        requireNonNull(inputs, "inputs");
        return new MapFlux<>(this, work, inputs, ordered);
    }

    /** Takes a call into the queue. */
    void accept(Call<?> call) {
        admit(call);
        lend(call);
        call.enterQueue();
        lanes.add(call);
        callWaits();
        if (isClosed()) {
            // It may have missed the clearing of the queue.
            call.close();
        }
    }

    /** Counts the call in first, so that a drain which begins now waits for it or refuses it. */
    private void admit(Call<?> call) {
        long number = admitted.incrementAndGet();
        if (phase.get() != Phase.OPEN) {
            throw refusal(call, isClosed() ? "is closed" : "drains, and takes no more calls");
        }
        if (number - begunAtLeast > settings.queue()) {
            begunAtLeast = begun.sum();
            if (number - begunAtLeast > settings.queue()) {
                throw refusal(
                        call,
                        "is full, "
                                + settings.queue()
                                + " calls wait already (map waits for room; or give it a longer"
                                + " queue)");
            }
        }
    }

    private RejectedExecutionException refusal(Call<?> call, String why) {
        meter.rejected();
        begun.increment();
        left();
        return new RejectedExecutionException(call + " was refused: the pool " + why);
    }

    /** A call made by a call may be waited for by it: its core is free meanwhile. */
    private static void lend(Call<?> call) {
        tellLender(call, CoreBudget::lend);
    }

    private static void tellLender(Call<?> call, BiConsumer<CoreBudget, Call<?>> what) {
        var outer = call.outer;
        var budget = outer == null ? null : outer.pool().settings.budget();
        if (outer != null && budget != null) {
            what.accept(budget, outer);
        }
    }

    // --- workers ----------------------------------------------------------------------------

    /** The next call for a worker, claimed for it; null if none waits. */
    final @Nullable Call<?> next(Object worker) {
        for (var call = lanes.poll(); call != null; call = lanes.poll()) {
            if (call.begin(worker)) {
                begun.increment();
                return call;
            }
        }
        return null;
    }

    final boolean callsWait() {
        return !lanes.isEmpty();
    }

    /** The work of a call has ended, whatever became of the call. */
    final void ended(Call<?> call) {
        leave(call);
    }

    /** A call waits once more, as one that was never begun. */
    final void waitAgain(Call<?> call) {
        begun.decrement();
        lanes.add(call);
        callWaits();
        if (isClosed()) {
            call.close();
        }
    }

    /** A call was given up before it began. */
    final void abandoned(Call<?> call) {
        begun.increment();
        lanes.gaveUp();
        leave(call);
    }

    private void leave(Call<?> call) {
        tellLender(call, CoreBudget::takeBack);
        left();
    }

    private void left() {
        over.increment();
        if (phase.get() != Phase.OPEN) {
            noteDrained();
        }
    }

    private void noteDrained() {
        if (over.sum() == admitted.get()) {
            drained.tryEmitEmpty();
        }
    }

    /** Fails all that wait. */
    final void failWaiting(Function<Call<?>, Throwable> reason) {
        lanes.clear().forEach(call -> call.failWaiting(reason.apply(call)));
    }

    // --- ending -----------------------------------------------------------------------------

    @Override
    public Mono<Void> drain() {
        return Mono.defer(() -> {
            phase.compareAndSet(Phase.OPEN, Phase.DRAINING);
            noteDrained();
            var home = Home.current(settings);
            return drained.asMono().publishOn(Schedulers.fromExecutor(home::execute));
        });
    }

    /** Refuses new calls and ends those that wait; false if that was done before. */
    final boolean endQueue() {
        if (phase.getAndSet(Phase.CLOSED) == Phase.CLOSED) {
            return false;
        }
        lanes.clear().forEach(Call::close);
        return true;
    }

    final boolean takesCalls() {
        return phase.get() == Phase.OPEN;
    }

    final boolean hasRoom() {
        return queued() < settings.queue();
    }

    final boolean isClosed() {
        return phase.get() == Phase.CLOSED;
    }

    // --- looking at it ----------------------------------------------------------------------

    final Settings settings() {
        return settings;
    }

    final Meter meter() {
        return meter;
    }

    final int queued() {
        return (int) Math.max(0, admitted.get() - begun.sum());
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
