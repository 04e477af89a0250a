package dev.heddle.worker;

import dev.heddle.internal.carrier.Carrier;
import io.netty.util.internal.ThreadExecutorMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A call that each subscriber makes on the pool or on its own loop, as is cheaper. */
final class AdaptiveMono<T> extends Mono<T> {
    private static final Map<Object, LoopShare> SHARES = new WeakHashMap<>();

    private final AdaptivePool adaptive;
    private final BasePool pool;
    private final Work<Object, T> work;
    private final Object input;
    private final Mono<T> onPool;

    AdaptiveMono(
            AdaptivePool adaptive,
            BasePool pool,
            Work<Object, T> work,
            Object input,
            Mono<T> onPool) {
        this.adaptive = adaptive;
        this.pool = pool;
        this.work = work;
        this.input = input;
        this.onPool = onPool;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        var costs = adaptive.costsOf(work, input);
        var share = shareOfCurrentLoop();
        if (share != null && mayRunHere(costs, share)) {
            actual.onSubscribe(new Inline(actual, costs, share));
        } else {
            onPool.subscribe(new Offloaded<>(actual, adaptive, costs, share != null));
        }
    }

    private boolean mayRunHere(Costs costs, LoopShare share) {
        return pool.takesCalls()
                && pool.settings().deliverOn() == null
                && Nesting.current() == null
                && costs.mayRunInline()
                && share.hasTime(adaptive.ticker().nanoTime(), costs.upperNanos());
    }

    private static @Nullable LoopShare shareOfCurrentLoop() {
        var carrier = Carrier.current();
        Object loop = carrier == null ? ThreadExecutorMap.currentExecutor() : carrier;
        if (loop == null) {
            return null;
        }
        synchronized (SHARES) {
            return SHARES.computeIfAbsent(loop, _ -> new LoopShare());
        }
    }

    /** Runs the work when it is asked for; before that it can be cancelled. */
    private final class Inline implements Subscription {
        private final CoreSubscriber<? super T> actual;
        private final Costs costs;
        private final LoopShare share;
        private final AtomicBoolean over = new AtomicBoolean();

        Inline(CoreSubscriber<? super T> actual, Costs costs, LoopShare share) {
            this.actual = actual;
            this.costs = costs;
            this.share = share;
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n) && over.compareAndSet(false, true)) {
                run();
            }
        }

        @Override
        public void cancel() {
            over.set(true);
        }

        private void run() {
            var context = CallContext.capture(actual.currentContext(), pool.settings().scoped());
            long start = adaptive.ticker().nanoTime();
            T value;
            try {
                value = context.apply(work, input);
            } catch (Throwable e) {
                // As on the pool, errors too are the call's.
                ran(start);
                actual.onError(e);
                return;
            }
            ran(start);
            if (value != null) {
                actual.onNext(value);
            }
            actual.onComplete();
        }

        private void ran(long start) {
            long nanos = adaptive.ticker().nanoTime() - start;
            costs.ranInline(nanos);
            share.spent(nanos);
        }
    }

    /** Measures a call on the pool. Each method is called by one thread, after the one before. */
    static final class Offloaded<T> implements CoreSubscriber<T>, Call.Watcher {
        private final CoreSubscriber<? super T> actual;
        private final AdaptivePool adaptive;
        private final Costs costs;
        private final boolean onLoop;
        private final long submitted;
        private volatile long began;
        private volatile long ran = -1;

        Offloaded(
                CoreSubscriber<? super T> actual,
                AdaptivePool adaptive,
                Costs costs,
                boolean onLoop) {
            this.actual = actual;
            this.adaptive = adaptive;
            this.costs = costs;
            this.onLoop = onLoop;
            this.submitted = adaptive.ticker().nanoTime();
        }

        @Override
        public void began() {
            began = adaptive.ticker().nanoTime();
        }

        @Override
        public void ended() {
            ran = adaptive.ticker().nanoTime() - began;
            costs.ranOnThePool(ran);
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription s) {
            actual.onSubscribe(s);
        }

        @Override
        public void onNext(T value) {
            actual.onNext(value);
        }

        @Override
        public void onError(Throwable reason) {
            measure();
            actual.onError(reason);
        }

        @Override
        public void onComplete() {
            measure();
            actual.onComplete();
        }

        private void measure() {
            if (onLoop && ran >= 0) {
                adaptive.handOff().measured(adaptive.ticker().nanoTime() - submitted - ran);
            }
        }
    }
}
