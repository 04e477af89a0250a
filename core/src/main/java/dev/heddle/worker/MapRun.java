package dev.heddle.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * One subscription to a map: takes inputs, makes calls of them, hands their results on.
 *
 * <p>All it decides is decided in {@link #pass}, by one thread at a time and, once there is
 * something to tell, at the subscriber's home; other threads leave what they have in a queue and
 * see to it that another pass follows (Reactor's queue-drain). Inputs asked for, in calls, and
 * results not yet taken are all counted in {@link #held}, which the window bounds.
 *
 * <p>A failure of the work takes its place among the results, in the order in which these are
 * delivered: what is before it still goes out, what would come after it is cancelled at once. A
 * failure of the upstream waits for nothing that is not ready and asked for.
 */
final class MapRun<I, O> implements CoreSubscriber<I>, Subscription {
    /** A batch that runs and one that waits, for each worker; and as much on its way to and fro. */
    private static final int CALLS_A_WORKER = 2;

    private static final int BATCHES_A_WORKER = 2 * CALLS_A_WORKER;
    private static final int WINDOW_LIMIT = 16 * 1024;
    private static final Duration RETRY = Duration.ofMillis(1);

    @SuppressWarnings("rawtypes")
    private static final AtomicLongFieldUpdater<MapRun> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(MapRun.class, "requested");

    private final BasePool pool;
    private final Batch batch;
    private final boolean ordered;
    private final CoreSubscriber<? super O> actual;
    private final Home home;
    private final CallContext context;
    private final @Nullable Call<?> outer;
    private final CallOptions options = CallOptions.DEFAULT.withCaller(this);
    private final int size;

    // Any thread.
    private final AtomicInteger wip = new AtomicInteger();
    private final Queue<I> inputs = Queues.<I>unbounded(BatchSize.MOST).get();
    private final Queue<MapCall> finished = Queues.<MapCall>unboundedMultiproducer().get();
    private volatile long requested;
    private volatile boolean cancelled;
    private volatile boolean retrying;
    private volatile boolean upstreamDone;
    private volatile @Nullable Throwable homeless;
    private @Nullable Throwable upstreamFailure;
    private Subscription upstream = Operators.emptySubscription();

    // Only touched in a pass.
    private final BatchSize batches = new BatchSize();
    private final SequencedSet<MapCall> flying = new LinkedHashSet<>();

    /** Those whose results go out next: as they finish, or as they were made. */
    private final Deque<MapCall> line = new ArrayDeque<>();

    /** Those that found the pool full. */
    private final Queue<MapCall> refused = new ArrayDeque<>();

    private boolean failing;
    private boolean ended;
    private long held;

    MapRun(
            BasePool pool,
            Work<Object, Object> work,
            boolean ordered,
            CoreSubscriber<? super O> actual) {
        this.pool = pool;
        this.batch = new Batch(work);
        this.ordered = ordered;
        this.actual = actual;
        this.home = Home.current(pool.settings());
        this.context = CallContext.capture(actual.currentContext(), pool.settings().scoped());
        this.outer = Nesting.current();
        this.size = pool.settings().size();
    }

    // --- any thread -------------------------------------------------------------------------

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription s) {
        if (Operators.validate(upstream == Operators.emptySubscription() ? null : upstream, s)) {
            upstream = s;
            actual.onSubscribe(this);
        }
    }

    @Override
    public void onNext(I input) {
        inputs.add(input);
        passAtHome();
    }

    @Override
    public void onError(Throwable reason) {
        if (upstreamDone) {
            Operators.onErrorDropped(reason, currentContext());
            return;
        }
        upstreamFailure = reason;
        onComplete();
    }

    @Override
    public void onComplete() {
        upstreamDone = true;
        passAtHome();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            Operators.addCap(REQUESTED, this, n);
            passAtHome();
        }
    }

    /** Here and now, as nothing is told to the subscriber any more. */
    @Override
    public void cancel() {
        cancelled = true;
        passHere();
    }

    /** Called at home. */
    void finished(MapCall call) {
        finished.add(call);
        passHere();
    }

    private void passAtHome() {
        if (wip.getAndIncrement() == 0) {
            try {
                home.execute(this::passes);
            } catch (RuntimeException e) {
                refusedByHome(e);
            }
        }
    }

    private void refusedByHome(RuntimeException reason) {
        if (home instanceof Home.OnScheduler) {
            // It may be full, and whoever waits need not be there: as publishOn does it.
            homeless = reason;
            passes();
        } else {
            // The subscriber's loop has closed, and with it whoever might want to know.
            cancelled = true;
            passes();
            Operators.onErrorDropped(reason, currentContext());
        }
    }

    private void passHere() {
        if (wip.getAndIncrement() == 0) {
            passes();
        }
    }

    private void passes() {
        int missed = wip.get();
        do {
            try {
                pass();
            } catch (Throwable e) {
                // A subscriber or an upstream that throws, against the rules, hears no more.
                cancelled = true;
                end();
                Operators.onErrorDropped(e, currentContext());
            }
            missed = wip.addAndGet(-missed);
        } while (missed != 0);
    }

    // --- one thread at a time ---------------------------------------------------------------

    private void pass() {
        if (cancelled) {
            end();
            return;
        }
        var refusal = homeless;
        if (refusal != null && !ended) {
            end();
            actual.onError(refusal);
            return;
        }
        // Read first: what the upstream gave before its end is in the queue then.
        boolean done = upstreamDone;
        if (!ended) {
            collect();
            if (done && upstreamFailure != null && !failing) {
                abandonFlying();
            }
            emit();
        }
        if (!ended) {
            endOrGoOn(done);
        }
    }

    private void endOrGoOn(boolean done) {
        if (failing) {
            makeCalls();
            return;
        }
        var reason = upstreamFailure;
        if (done && reason != null) {
            end();
            actual.onError(reason);
            return;
        }
        ask();
        makeCalls();
        if (done && held() == 0) {
            end();
            actual.onComplete();
        }
    }

    /** What is here of the inputs, in whatever form. */
    private int held() {
        return inputs.size() + flying.size() + line.size() + refused.size();
    }

    private void collect() {
        for (var call = finished.poll(); call != null; call = finished.poll()) {
            if (!flying.remove(call)) {
                drop(call);
            } else if (call.isRefused() && pool.takesCalls()) {
                refused.add(call);
            } else {
                arrived(call);
            }
        }
    }

    private void arrived(MapCall call) {
        batches.ran(Math.max(1, call.count()), call.nanos());
        if (!ordered) {
            line.add(call);
        }
        if (call.failure() != null) {
            failing = true;
            upstream.cancel();
            discardInputs();
            abandonAfter(call);
        }
    }

    private void abandonAfter(MapCall last) {
        if (!ordered) {
            abandonFlying();
            refused.clear();
            return;
        }
        while (line.peekLast() != last) {
            var later = line.removeLast();
            if (flying.remove(later)) {
                later.cancel();
            } else if (!refused.remove(later)) {
                drop(later);
            }
        }
    }

    private void abandonFlying() {
        // Those that wait go first, or a worker set free by an earlier one would begin them.
        flying.reversed().forEach(MapCall::cancel);
        flying.clear();
    }

    private void emit() {
        long open = requested;
        long told = 0;
        var call = line.peek();
        while (call != null && call.isDone() && !cancelled) {
            while (told < open && call.hasNext() && !cancelled) {
                told += tell(call) ? 1 : 0;
            }
            call.skipNulls();
            if (call.hasNext()) {
                break;
            }
            line.remove();
            held -= call.inputs().length;
            if (call.failure() != null) {
                end();
                actual.onError(call.failure());
                return;
            }
            call = line.peek();
        }
        if (told > 0 && open != Long.MAX_VALUE) {
            Operators.produced(REQUESTED, this, told);
        }
    }

    @SuppressWarnings("unchecked") // the work's result
    private boolean tell(MapCall call) {
        var value = (O) call.next();
        if (value == null) {
            return false;
        }
        actual.onNext(value);
        return true;
    }

    /** Asks for more once there is room for a whole batch. */
    private void ask() {
        int most = Math.max(WINDOW_LIMIT, BATCHES_A_WORKER * size);
        long window = Math.min(most, (long) BATCHES_A_WORKER * size * batches.size());
        long room = window - held;
        if (!upstreamDone && room >= batches.size() && (requested > 0 || held > 0)) {
            held += room;
            upstream.request(room);
        }
    }

    private void makeCalls() {
        while (flying.size() < CALLS_A_WORKER * size && callsAreDue()) {
            if (pool.takesCalls() && !pool.hasRoom()) {
                awaitRoom();
                return;
            }
            var again = refused.poll();
            var call = again == null ? nextCall() : again;
            flying.add(call);
            call.begin(new Call<>(pool, batch, call.inputs(), options, call, home, context, outer));
        }
    }

    private boolean callsAreDue() {
        return !refused.isEmpty() || (!failing && !inputs.isEmpty());
    }

    private MapCall nextCall() {
        var taken = new Object[batches.of(inputs.size(), size - flying.size())];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = inputs.remove();
        }
        var call = new MapCall(this, taken);
        if (ordered) {
            line.add(call);
        }
        return call;
    }

    /** One's own calls make another pass when they end; else the pool is full of others'. */
    private void awaitRoom() {
        if (flying.isEmpty() && !retrying) {
            retrying = true;
            try {
                var _ = home.schedule(this::retry, RETRY);
            } catch (RejectedExecutionException _) {
                // Its loop has closed: nobody is there to be told.
                cancelled = true;
                wip.getAndIncrement();
            }
        }
    }

    private void retry() {
        retrying = false;
        passHere();
    }

    private void end() {
        ended = true;
        upstream.cancel();
        abandonFlying();
        discardInputs();
        line.forEach(call -> call.discard(currentContext()));
        line.clear();
        refused.clear();
        for (var call = finished.poll(); call != null; call = finished.poll()) {
            drop(call);
        }
    }

    private void discardInputs() {
        Operators.onDiscardQueueWithClear(inputs, currentContext(), null);
    }

    private void drop(MapCall call) {
        var reason = call.failure();
        call.discard(currentContext());
        if (reason != null) {
            Operators.onErrorDropped(reason, currentContext());
        }
    }
}
