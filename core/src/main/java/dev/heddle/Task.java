package dev.heddle;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Mono;

/**
 * A piece of plain code that runs on an {@link EventLoop} and can wait without holding it up.
 *
 * <p><b>Cancellation.</b> {@link #cancel(String)} may be called from any thread. A task that has
 * not started never will; a parked one wakes with {@link TaskCancelledException}, and what it
 * waited for is cancelled; a running one gets the exception at its next await. JDK calls it is
 * blocked in throw {@link InterruptedException} as usual. Either exception, if it leaves the body,
 * ends the task as cancelled. It is an edge, not a state: {@code finally} blocks may await.
 *
 * <p>Awaiting a task only looks at it: a cancelled waiter leaves the task alone. The loop holds its
 * tasks strongly until they are done. A failure that nobody awaits is logged once, with the place
 * that created the task.
 *
 * @param <T> the type of the result
 */
public sealed interface Task<T> extends Publisher<T> permits TaskImpl {
    /**
     * The name given when it was spawned, or {@code task-} and the number of its thread.
     *
     * @return the name
     */
    String name();

    /**
     * Whether the task has ended: with a result, a failure, or cancelled.
     *
     * @return true once it has ended
     */
    boolean isDone();

    /**
     * Whether the task ended because it was cancelled.
     *
     * @return true if it has ended, and as cancelled
     */
    boolean isCancelled();

    /** {@link #cancel(String) Cancels} the task without a particular reason. */
    default void cancel() {
        cancel("cancelled");
    }

    /**
     * Asks the task to end; returns at once. Asking again, or when it is done, changes nothing.
     *
     * @param reason for the message of the {@link TaskCancelledException}
     */
    void cancel(String reason);

    /**
     * The result as a Mono, which tells it to each subscriber: on the loop's carrier, or on the
     * subscriber's own thread if the task has ended already. Empty if the result is null; the
     * task's own exception if it failed; a {@link TaskCancelledException} if it was cancelled.
     * Cancelling a subscription does not cancel the task.
     *
     * @return the result
     */
    Mono<T> mono();

    @Override
    default void subscribe(Subscriber<? super T> subscriber) {
        mono().subscribe(subscriber);
    }
}
