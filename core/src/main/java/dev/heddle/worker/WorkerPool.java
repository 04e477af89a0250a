package dev.heddle.worker;

import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Where work goes that needs a core, or would block: one call ships it there and brings its result
 * back to the loop that asked. The call is the same on every pool; cost and isolation differ.
 *
 * <table>
 * <caption>Which pool when</caption>
 * <tr><th>pool</th><th>for</th><th>isolation</th></tr>
 * <tr><td>{@link #threads()}</td><td>computations in this JVM</td><td>none</td></tr>
 * <tr><td>{@link #virtualThreads()}</td><td>blocking I/O: JDBC, files</td><td>none</td></tr>
 * <tr><td>{@link #processes()}</td><td>work that may crash, leak or never end, or whose garbage
 * would hurt the latency of this JVM</td><td>a JVM of its own</td></tr>
 * </table>
 *
 * <p><b>Cancellation.</b> Cancelling the subscription of a call that waits keeps it from ever
 * starting; one that runs is interrupted, or its process killed. A deadline does the same by itself
 * and ends the call with {@link dev.heddle.DeadlineExceededException}.
 *
 * <p><b>Threads.</b> Any thread may call any method, and none of them waits for a worker, {@link
 * #close} excepted. Results are delivered on the event loop of the subscriber, Heddle's or Reactor
 * Netty's; elsewhere on the thread that ran the call, or for processes on a thread for results,
 * unless the pool was built with a scheduler for that. What follows in a chain on the thread that
 * ran the call must not block on the same pool.
 *
 * <p><b>Errors.</b> What the work throws is the failure of its call, with the stack of the awaiting
 * task attached. A full or closed pool answers with {@link
 * java.util.concurrent.RejectedExecutionException}, also a call that is made from within the same
 * pool, which might wait for itself.
 *
 * {@snippet class="dev.heddle.worker.WorkerSnippets" region="submit"}
 */
public interface WorkerPool extends AutoCloseable {
    /**
     * A pool of threads, as many as there are cores.
     *
     * @return a running pool
     */
    static InProcessPool threads() {
        return ofThreads().open();
    }

    /**
     * A pool of threads with other settings than the usual ones.
     *
     * @return a new builder
     */
    static InProcessPool.Builder ofThreads() {
        return InProcessPool.Builder.ofThreads();
    }

    /**
     * A pool of virtual threads on the JDK's own scheduler, for calls that block.
     *
     * @return a running pool
     */
    static InProcessPool virtualThreads() {
        return ofVirtualThreads().open();
    }

    /**
     * A pool of virtual threads with other settings than the usual ones.
     *
     * @return a new builder
     */
    static InProcessPool.Builder ofVirtualThreads() {
        return InProcessPool.Builder.ofVirtualThreads();
    }

    /**
     * A pool of isolated processes, as many as there are cores.
     *
     * @return a running pool
     */
    static ProcessPool processes() {
        return ofProcesses().open();
    }

    /**
     * A pool of processes with other settings than the usual ones.
     *
     * @return a new builder
     */
    static ProcessPool.Builder ofProcesses() {
        return new ProcessPool.Builder();
    }

    /**
     * A view of a pool that runs on the caller's event loop what takes less than handing it over,
     * and no longer than 50 µs.
     *
     * @param pool one of this package; closing the view closes it
     * @return the view
     */
    static AdaptivePool adaptive(WorkerPool pool) {
        return adaptive(pool, Duration.ofNanos(50_000));
    }

    /**
     * {@link #adaptive(WorkerPool)} with another limit.
     *
     * @param pool one of this package; closing the view closes it
     * @param lagBudget how long a call may keep a loop busy, more than zero
     * @return the view
     */
    static AdaptivePool adaptive(WorkerPool pool, Duration lagBudget) {
        return AdaptivePool.of(pool, lagBudget);
    }

    /**
     * Submits work. Nothing happens until the Mono is subscribed to, and each subscription is a
     * call of its own.
     *
     * @param work what to do
     * @param input what to do it with
     * @param <I> the type of the input
     * @param <O> the type of the result
     * @return a cold Mono of the result
     */
    default <I, O> Mono<O> submit(Work<? super I, ? extends O> work, I input) {
        return submit(work, input, CallOptions.DEFAULT);
    }

    /**
     * {@link #submit(Work, Object)} with a priority, a deadline or a caller of its own.
     *
     * @param work what to do
     * @param input what to do it with
     * @param options how this call differs from others
     * @param <I> the type of the input
     * @param <O> the type of the result
     * @return a cold Mono of the result
     */
    <I, O> Mono<O> submit(Work<? super I, ? extends O> work, I input, CallOptions options);

    /**
     * The results of a work for many inputs, in the order in which they are ready. Inputs are taken
     * as there are workers for them, results given as they are asked for; small pieces of work
     * travel several at a time. The first failure ends it and cancels the rest. The inputs of one
     * map are one caller to the pool.
     *
     * @param work what to do with each
     * @param inputs what to do it with
     * @param <I> the type of the inputs
     * @param <O> the type of the results
     * @return a cold Flux of the results; null results are left out
     */
    <I, O> Flux<O> map(Work<? super I, ? extends O> work, Publisher<? extends I> inputs);

    /**
     * {@link #map} with the results in the order of the inputs.
     *
     * @param work what to do with each
     * @param inputs what to do it with
     * @param <I> the type of the inputs
     * @param <O> the type of the results
     * @return a cold Flux of the results; null results are left out
     */
    <I, O> Flux<O> mapSequential(Work<? super I, ? extends O> work, Publisher<? extends I> inputs);

    /**
     * What the pool has done so far and does now.
     *
     * @return counts and times since it was opened
     */
    PoolStats stats();

    /**
     * The name given when it was opened.
     *
     * @return the name, which its workers bear as well
     */
    String name();

    /**
     * Takes no more calls and lets those it has end.
     *
     * @return completes when the last is done, whose result may still be on its way to whoever
     *     waits for it; {@link #close} is still to be called. Cancelling the subscription does not
     *     open the pool again
     */
    Mono<Void> drain();

    /**
     * Takes no more calls, ends those that wait with {@link
     * java.util.concurrent.CancellationException}, stops those that run, and waits until the
     * workers are gone or the grace period is over; then names the threads that stay in a warning.
     * Closing again does nothing. On an event loop's own thread it does not wait.
     */
    @Override
    void close();

    /**
     * The Reactor context of the call that the current thread runs.
     *
     * @return the context of its subscriber; empty outside of a worker
     */
    static ContextView context() {
        return Nesting.context();
    }
}
