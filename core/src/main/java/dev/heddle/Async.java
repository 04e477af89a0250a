package dev.heddle;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import reactor.core.Fuseable;
import reactor.core.publisher.Mono;

/**
 * What a task can do: wait for things, for several at once, for a while, or not at all.
 *
 * <p><b>Cancellation.</b> Each of these is where a cancelled task wakes: it throws {@link
 * TaskCancelledException}, having cancelled what it waited for. <b>Failures</b> keep their type,
 * checked ones too although no method here declares them, and carry the awaiting task's stack as a
 * suppressed exception. <b>Threads.</b> All of it belongs in a task, or in another virtual thread
 * of an event loop; elsewhere it throws {@link WrongThreadException}.
 *
 * <p>Awaiting something that is already there never parks.
 *
 * {@snippet class="dev.heddle.Snippets" region="async"}
 */
public final class Async {
    private Async() {}

    // --- await ------------------------------------------------------------------------------
    /**
     * Subscribes and waits for the value. Cancelling the task cancels the subscription.
     *
     * @param mono what to wait for
     * @param <T> the type of its value
     * @return the value; null if the Mono is empty, as every {@code Mono<Void>} is
     */
    @SuppressWarnings("unchecked")
    public static <T> T await(Mono<? extends T> mono) {
        Awaiter.begin();
        if (mono instanceof Fuseable.ScalarCallable<?> scalar) {
            return (T) Scalars.value(scalar);
        }
        var awaiter = new Awaiter<T>();
        mono.subscribe(awaiter);
        return awaiter.get();
    }

    /**
     * Subscribes, waits for the first value, and cancels the rest. For all values of a Flux, await
     * its {@code collectList()}.
     *
     * @param publisher what to wait for
     * @param <T> the type of its values
     * @return the first value; null if there is none
     */
    public static <T> T await(Publisher<? extends T> publisher) {
        Awaiter.begin();
        var awaiter = new Awaiter.First<T>();
        publisher.subscribe(awaiter);
        return awaiter.get();
    }

    /**
     * Waits for a future. Cancelling the task cancels the future.
     *
     * @param stage what to wait for
     * @param <T> the type of its value
     * @return the value
     */
    public static <T> T await(CompletionStage<? extends T> stage) {
        Awaiter.begin();
        CompletableFuture<? extends T> future = stage.toCompletableFuture();
        if (future.state() == java.util.concurrent.Future.State.SUCCESS) {
            return future.resultNow();
        }
        return FutureAwaiter.of(future).get();
    }

    /**
     * Waits for a Netty future. Cancelling the task cancels the future, as far as Netty can.
     *
     * @param future what to wait for
     * @param <T> the type of its value
     * @return the value
     */
    public static <T> T await(Future<? extends T> future) {
        Awaiter.begin();
        return future.isSuccess() ? future.getNow() : FutureAwaiter.<T>of(future).get();
    }

    /**
     * Waits for another task. Cancelling the waiting task leaves the other alone.
     *
     * @param task what to wait for
     * @param <T> the type of its result
     * @return the result
     * @throws TaskCancelledException if the other task was cancelled, too
     */
    @SuppressWarnings("unchecked")
    public static <T> T await(Task<? extends T> task) {
        Awaiter.begin();
        var other = (TaskImpl<T>) task;
        var outcome = other.outcome();
        if (outcome != null) {
            other.observe();
            return outcome.get();
        }
        if (other.thread == Thread.currentThread()) {
            throw new IllegalStateException(other.name() + " cannot wait for itself");
        }
        if (!other.loop.carrier().isCurrent()) {
            return await(other.mono());
        }
        return other.awaitHere();
    }

    /**
     * Parks the task for a while.
     *
     * @param time how long; zero or less lets the other ready tasks run once
     */
    public static void sleep(Duration time) {
        if (time.isNegative() || time.isZero()) {
            checkpoint();
            return;
        }
        Awaiter.begin();
        var awaiter = new TimerAwaiter();
        awaiter.start(EventLoopImpl.requireCurrent(), time);
        awaiter.get();
    }

    /** Lets the other ready tasks run once, and wakes the task if it was cancelled. */
    @SuppressWarnings("ThreadPriorityCheck") // on Heddle's carrier a yield is a turn, not a hint
    public static void checkpoint() {
        Awaiter.begin();
        Awaiter.ensureMayPark();
        Thread.yield();
        if (Thread.interrupted()) {
            throw Awaiter.signal();
        }
    }

    // --- several at once --------------------------------------------------------------------
    /**
     * Waits for all; the results are in the order of the sources. Publishers are subscribed to at
     * once. The first failure cancels the rest, waits until they have ended, and is thrown with
     * further failures suppressed; so does cancelling the task.
     *
     * @param sources tasks, Monos, or other publishers of one value
     * @param <T> the type of the results
     * @return the results
     */
    public static <T> List<T> gather(Collection<? extends Publisher<? extends T>> sources) {
        return gather(Integer.MAX_VALUE, sources);
    }

    /**
     * {@link #gather(Collection)} with at most {@code limit} sources subscribed to at a time. Tasks
     * among them run already and only count while they are waited for.
     *
     * @param limit at least 1
     * @param sources tasks, Monos, or other publishers of one value
     * @param <T> the type of the results
     * @return the results
     */
    public static <T> List<T> gather(
            int limit, Collection<? extends Publisher<? extends T>> sources) {
        return Batch.<T>ofPublishers(limit, sources).all();
    }

    /**
     * Runs each body as a task of its own and waits for all, as {@link #gather(Collection)} does.
     *
     * @param bodies the code of the tasks
     * @param <T> the type of the results
     * @return the results
     */
    public static <T> List<T> gather(Iterable<? extends Callable<? extends T>> bodies) {
        return gather(Integer.MAX_VALUE, bodies);
    }

    /**
     * {@link #gather(Iterable)} for bodies written out in the call.
     *
     * @param bodies the code of the tasks
     * @param <T> the type of the results
     * @return the results
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array goes no further than into the list
    public static <T> List<T> gather(Callable<? extends T>... bodies) {
        return gather(List.of(bodies));
    }

    /**
     * {@link #gather(Iterable)} with at most {@code limit} tasks at a time. Bodies are taken from
     * the iterable as their turn comes.
     *
     * @param limit at least 1
     * @param bodies the code of the tasks
     * @param <T> the type of the results
     * @return the results
     */
    public static <T> List<T> gather(int limit, Iterable<? extends Callable<? extends T>> bodies) {
        return Batch.<T>ofBodies(limit, bodies).all();
    }

    /**
     * The sources as finished tasks, in the order in which they finish; {@link #await(Task) await}
     * each for its result or failure. One failure does not disturb the others. Iterating waits; it
     * can be done once. What still runs when the calling task ends is cancelled.
     *
     * @param sources tasks, Monos, or other publishers of one value
     * @param <T> the type of the results
     * @return finished tasks
     */
    public static <T> Iterable<Task<T>> asCompleted(
            Collection<? extends Publisher<? extends T>> sources) {
        return asCompleted(Integer.MAX_VALUE, sources);
    }

    /**
     * {@link #asCompleted(Collection)} with at most {@code limit} sources subscribed to at a time.
     *
     * @param limit at least 1
     * @param sources tasks, Monos, or other publishers of one value
     * @param <T> the type of the results
     * @return finished tasks
     */
    public static <T> Iterable<Task<T>> asCompleted(
            int limit, Collection<? extends Publisher<? extends T>> sources) {
        return Batch.<T>ofPublishers(limit, sources).asCompleted();
    }

    /**
     * {@link #asCompleted(Collection)} for bodies, each run as a task of its own.
     *
     * @param bodies the code of the tasks
     * @param <T> the type of the results
     * @return finished tasks
     */
    public static <T> Iterable<Task<T>> asCompleted(
            Iterable<? extends Callable<? extends T>> bodies) {
        return asCompleted(Integer.MAX_VALUE, bodies);
    }

    /**
     * {@link #asCompleted(Iterable)} with at most {@code limit} tasks at a time.
     *
     * @param limit at least 1
     * @param bodies the code of the tasks
     * @param <T> the type of the results
     * @return finished tasks
     */
    public static <T> Iterable<Task<T>> asCompleted(
            int limit, Iterable<? extends Callable<? extends T>> bodies) {
        return Batch.<T>ofBodies(limit, bodies).asCompleted();
    }

    /**
     * The first source to finish decides, be it with a value or a failure; the others are
     * cancelled, and have ended when this returns.
     *
     * @param sources tasks, Monos, or other publishers of one value; at least one
     * @param <T> the type of the result
     * @return the first value
     */
    public static <T> T race(Collection<? extends Publisher<? extends T>> sources) {
        return Batch.<T>ofPublishers(Integer.MAX_VALUE, sources).first();
    }

    /**
     * {@link #race(Collection)} for bodies, each run as a task of its own.
     *
     * @param bodies the code of the tasks; at least one
     * @param <T> the type of the result
     * @return the first value
     */
    public static <T> T race(Iterable<? extends Callable<? extends T>> bodies) {
        return Batch.<T>ofBodies(Integer.MAX_VALUE, bodies).first();
    }

    /**
     * {@link #race(Iterable)} for bodies written out in the call.
     *
     * @param bodies the code of the tasks; at least one
     * @param <T> the type of the result
     * @return the first value
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array goes no further than into the list
    public static <T> T race(Callable<? extends T>... bodies) {
        return race(List.of(bodies));
    }

    // --- for a while, or not at all ---------------------------------------------------------
    /**
     * Runs the body in this task, for at most a while. When the time is over, the body is woken as
     * by a cancellation; once it has unwound, this throws {@link DeadlineExceededException}. A body
     * that returns all the same keeps its value. Of nested deadlines the nearest counts, and each
     * is reported by the call that set it.
     *
     * @param limit the time; zero or less: the first await is too late
     * @param body the code to run
     * @param <T> the type of its result
     * @return what the body returned
     * @throws DeadlineExceededException if the time was over first
     */
    public static <T> T timeout(Duration limit, Callable<? extends T> body) {
        return Scopes.withDeadline(limit, body);
    }

    /**
     * {@link #timeout(Duration, Callable)} for a body without a result.
     *
     * @param limit the time
     * @param body the code to run
     * @throws DeadlineExceededException if the time was over first
     */
    public static void timeout(Duration limit, Action body) {
        Scopes.withDeadline(limit, ActionBody.of(body));
    }

    /**
     * {@link #timeout(Duration, Callable)} until a point in time, which several calls may share.
     *
     * @param end when the time is over, on the clock of the loop
     * @param body the code to run
     * @param <T> the type of its result
     * @return what the body returned
     * @throws DeadlineExceededException if the time was over first
     */
    public static <T> T deadline(Instant end, Callable<? extends T> body) {
        var now = EventLoopImpl.requireCurrent().clock().instant();
        return Scopes.withDeadline(Duration.between(now, end), body);
    }

    /**
     * {@link #deadline(Instant, Callable)} for a body without a result.
     *
     * @param end when the time is over, on the clock of the loop
     * @param body the code to run
     * @throws DeadlineExceededException if the time was over first
     */
    public static void deadline(Instant end, Action body) {
        deadline(end, ActionBody.of(body));
    }

    /**
     * Runs cleanup that should finish although the task is, or gets, cancelled: requests from
     * outside wait until the body is done, or until {@code grace} after the first of them.
     *
     * @param grace how long a request waits; zero or less: not at all
     * @param body the code to run
     * @param <T> the type of its result
     * @return what the body returned
     */
    public static <T> T shield(Duration grace, Callable<? extends T> body) {
        return Scopes.shielded(grace, body);
    }

    /**
     * {@link #shield(Duration, Callable)} for a body without a result.
     *
     * @param grace how long a request waits
     * @param body the code to run
     */
    public static void shield(Duration grace, Action body) {
        Scopes.shielded(grace, ActionBody.of(body));
    }

    /**
     * Runs a body that must not wait, and fails if it does: the guard for code which relies on
     * nobody else running in between.
     *
     * @param body the code to run
     * @param <T> the type of its result
     * @return what the body returned
     * @throws IllegalStateException if the body parked, be it on an await, a contended lock or a
     *     sleep
     */
    public static <T> T atomic(Callable<? extends T> body) {
        return Scopes.atomic(body);
    }

    /**
     * {@link #atomic(Callable)} for a body without a result.
     *
     * @param body the code to run
     * @throws IllegalStateException if the body parked
     */
    public static void atomic(Action body) {
        Scopes.atomic(ActionBody.of(body));
    }
}
