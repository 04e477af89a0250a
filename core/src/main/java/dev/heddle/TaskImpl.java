package dev.heddle;

import dev.heddle.internal.carrier.Carrier;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A task, and the body of its virtual thread. */
final class TaskImpl<T> implements Task<T>, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final int FEW = 16;
    private static final Outcome<?> NOTHING = new Outcome.Success<>(null);

    final EventLoopImpl loop;
    final Thread thread;
    final TaskContext context;
    private final Callable<? extends T> body;
    private final @Nullable String givenName;

    // Written on the carrier, read by any thread.
    private volatile @Nullable Outcome<T> outcome;
    private volatile boolean observed;

    // Set when the task has failed and nobody had asked for its outcome.
    volatile LostFailures.@Nullable Lost lost;

    // Only touched on the carrier.
    private @Nullable Requests requests;
    private @Nullable Collection<Consumer<? super TaskImpl<T>>> listeners;

    TaskImpl(
            EventLoopImpl loop,
            @Nullable String name,
            TaskContext context,
            Callable<? extends T> body) {
        this.loop = loop;
        this.givenName = name;
        this.context = context;
        this.body = body;
        this.thread = loop.carrier().newThread(name == null ? loop.name() : name, this);
    }

    /**
     * The task of the current thread; null on other threads, also on other virtual ones of a loop.
     */
    static @Nullable TaskImpl<?> current() {
        var carrier = Carrier.current();
        return carrier == null ? null : EventLoopImpl.of(carrier).taskOf(Thread.currentThread());
    }

    /** The task of the current thread, for what only a task can do. */
    static TaskImpl<?> require(String what) {
        var task = current();
        if (task == null) {
            throw new WrongThreadException(
                    what + " belongs in a task; this is " + Thread.currentThread());
        }
        return task;
    }

    @Override
    public String name() {
        return givenName == null ? "task-" + thread.threadId() : givenName;
    }

    @Override
    public boolean isDone() {
        return outcome != null;
    }

    @Override
    public boolean isCancelled() {
        return outcome instanceof Outcome.Cancelled;
    }

    @Nullable Outcome<T> outcome() {
        return outcome;
    }

    /** Where the task was created, for people. */
    String site() {
        return CreationSites.of(body);
    }

    // --- running ----------------------------------------------------------------------------

    @Override
    @SuppressWarnings("unchecked")
    public void run() {
        Outcome<T> result;
        try {
            // One frame between the body and its thread: it stays as long as the task is parked.
            T value = prepared().call();
            result = value == null ? (Outcome<T>) NOTHING : new Outcome.Success<>(value);
        } catch (Throwable e) {
            result = failed(e);
        }
        finish(withoutOpenGroups(result));
    }

    private Outcome<T> withoutOpenGroups(Outcome<T> result) {
        try {
            return requests == null ? result : requests.abandonGroups(result);
        } catch (Throwable e) {
            return new Outcome.Failure<>(e);
        }
    }

    /** The body, in its context; what was cancelled before it starts does not get there. */
    private Callable<? extends T> prepared() {
        if (requests != null && requests.isCancelled()) {
            throw requests.cancellation();
        }
        context.enter();
        return body;
    }

    private Outcome<T> failed(Throwable e) {
        if (requests == null || !requests.isCancelled() || !isCancellation(e)) {
            return new Outcome.Failure<>(e);
        }
        return new Outcome.Cancelled<>(
                e instanceof TaskCancelledException own ? own : requests.cancellation(e));
    }

    /** What a body ends with when it lets a request unwind it. */
    static boolean isCancellation(Throwable e) {
        return e instanceof CancellationException
                || e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || isInterruptedIo(e);
    }

    /** How streams and plain sockets say it; the latter have no type for it (NioSocketImpl). */
    private static boolean isInterruptedIo(Throwable e) {
        return switch (e) {
            case SocketTimeoutException _ -> false;
            case InterruptedIOException _ -> true;
            case SocketException closed -> "Closed by interrupt".equals(closed.getMessage());
            default -> false;
        };
    }

    /** Ends a task that never gets to run, because its loop has closed. */
    void refuse() {
        cancelNow("the event loop is closed", null);
        finish(new Outcome.Cancelled<>(requests().cancellation()));
    }

    private void finish(Outcome<T> result) {
        try {
            outcome = result;
            // A request that came too late must not disturb those who are told now.
            var _ = Thread.interrupted();
            var waiting = listeners;
            listeners = null;
            if (waiting != null) {
                waiting.forEach(this::tell);
            }
            if (result instanceof Outcome.Failure<T>(Throwable failure) && !observed) {
                loop.lostFailures().add(this, failure);
                if (observed) { // by another thread, just now
                    observe();
                }
            }
        } finally {
            // The last step: a loop that waits for this task to close has nobody else to tell.
            loop.ended(this);
        }
    }

    private void tell(Consumer<? super TaskImpl<T>> listener) {
        if (!(listener instanceof Bystander)) {
            observe();
        }
        try {
            listener.accept(this);
        } catch (Throwable e) {
            // Not the task's failure: the others are told all the same.
            LOG.error("a subscriber to {} failed", name(), e);
        }
    }

    // --- being waited for -------------------------------------------------------------------

    /** Calls the listener on the carrier when the task is done, at once if it is. Carrier only. */
    void whenDone(Consumer<? super TaskImpl<T>> listener) {
        if (outcome != null) {
            tell(listener);
            return;
        }
        if (listeners == null) {
            listeners = new ArrayList<>(1);
        } else if (listeners.size() == FEW) {
            // Few is the rule; of many, each must be quick to forget.
            listeners = new LinkedHashSet<>(listeners);
        }
        listeners.add(listener);
    }

    void forget(Consumer<? super TaskImpl<T>> listener) {
        if (listeners != null) {
            listeners.remove(listener);
        }
    }

    /** Notes that somebody will see the outcome, so that a failure is not logged as lost. */
    void observe() {
        observed = true;
        var found = lost;
        if (found != null) {
            found.found();
        }
    }

    /** Waits in another task of the same loop. */
    T awaitHere() {
        var waiter = new Waiter<T>();
        whenDone(waiter);
        try {
            Awaiter.parkUntil(this::isDone, () -> forget(waiter));
        } catch (Throwable e) {
            forget(waiter);
            throw Sneaky.rethrow(e);
        }
        return Objects.requireNonNull(outcome).get();
    }

    /**
     * Waits on a thread of no loop; an interrupt there cancels the task, which is then waited for.
     */
    T join() {
        var done = new CountDownLatch(1);
        loop.onCarrier(() -> whenDone(_ -> done.countDown()));
        boolean interrupted = false;
        while (!isDone()) {
            try {
                done.await();
            } catch (InterruptedException _) {
                interrupted = true;
                cancel("the thread that waited for it was interrupted");
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Objects.requireNonNull(outcome).get();
    }

    @Override
    public Mono<T> mono() {
        return Mono.create(sink -> deliverTo(new Delivery<>(sink)));
    }

    /** Tells the outcome to a subscriber, on the carrier unless it is known already. */
    private void deliverTo(Delivery<T> subscriber) {
        if (isDone()) {
            observe();
            subscriber.accept(this);
            return;
        }
        loop.onCarrier(() -> whenDone(subscriber));
        subscriber.onCancel(() -> loop.onCarrier(() -> forget(subscriber)));
    }

    // --- being asked to unwind --------------------------------------------------------------

    @Override
    public void cancel(String reason) {
        loop.onCarrier(() -> cancelNow(reason, null));
    }

    /** Carrier only. */
    void cancelNow(String reason, @Nullable Throwable cause) {
        if (!isDone()) {
            requests().cancel(reason, cause);
        }
    }

    /** What this task is asked to do, and the scopes it is in. Carrier only. */
    Requests requests() {
        if (requests == null) {
            requests = new Requests(thread);
        }
        return requests;
    }

    /** Lets the thread look again at what it waits for. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Interrupts a task that outstayed its welcome, whatever it did with earlier requests. */
    void insist() {
        thread.interrupt();
    }

    @Override
    public String toString() {
        var result = outcome;
        String state =
                result == null ? thread.getState().name().toLowerCase(Locale.ROOT) : result.word();
        return name() + "[" + state + ", created at " + site() + "]";
    }

    /** A listener that leaves it to others to look at the outcome. */
    interface Bystander<T> extends Consumer<T> {}

    /** A virtual thread that waits for a task. */
    private static final class Waiter<T> implements Consumer<TaskImpl<T>> {
        private final Thread thread = Thread.currentThread();

        @Override
        public void accept(TaskImpl<T> done) {
            LockSupport.unpark(thread);
        }
    }
}
