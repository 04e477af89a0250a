package dev.heddle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/**
 * One thread that runs any number of tasks and their I/O, as asyncio's event loop does. Tasks are
 * plain code: where one waits, another runs; between two waits nothing else does, so what only the
 * tasks of one loop touch needs no locks.
 *
 * <p>Every method may be called from any thread unless it says otherwise. Waiting of any kind
 * inside a task (an {@link Async#await await}, a {@code ReentrantLock}, a {@code BlockingQueue},
 * {@code Thread.sleep}, a blocking socket) parks the task and never the loop; a computation that
 * does not wait holds up everybody, and belongs on a worker thread.
 *
 * <p>Needs the java option {@code --add-opens java.base/java.lang=ALL-UNNAMED}; opening a loop
 * without it fails with a sentence that says so.
 *
 * {@snippet class="dev.heddle.Snippets" region="run"}
 */
public sealed interface EventLoop extends AutoCloseable permits EventLoopImpl {
    /**
     * Opens a loop, runs {@code main} as its first task, closes the loop and returns the result:
     * {@code asyncio.run}. The calling thread waits; if it is interrupted, {@code main} is
     * cancelled.
     *
     * @param main the first task; when it ends, what it spawned and left running is cancelled
     * @param <T> the type of the result
     * @return what {@code main} returned
     * @throws IllegalStateException on a thread of an event loop, which must not wait for another
     *     loop
     */
    static <T> T run(Callable<? extends T> main) {
        return EventLoopImpl.run(builder(), main);
    }

    /**
     * {@link #run(Callable)} for a body without a result.
     *
     * @param main the first task
     */
    static void run(Action main) {
        EventLoopImpl.run(builder(), ActionBody.of(main));
    }

    /**
     * Opens a loop that runs until it is closed.
     *
     * @return the running loop
     */
    static EventLoop open() {
        return builder().open();
    }

    /**
     * A loop with other settings than the usual ones.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * The loop of the current thread: of a task, of a virtual thread started in one, or of a
     * callback.
     *
     * @return the current loop
     * @throws WrongThreadException on any other thread
     */
    static EventLoop current() {
        return EventLoopImpl.requireCurrent();
    }

    /**
     * Starts a task. It runs after those that are ready now.
     *
     * @param body the code of the task
     * @param <T> the type of its result
     * @return the task
     * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
     */
    <T> Task<T> spawn(Callable<? extends T> body);

    /**
     * {@link #spawn(Callable)} for a body without a result.
     *
     * @param body the code of the task
     * @return the task
     */
    default Task<Void> spawn(Action body) {
        return spawn(ActionBody.of(body));
    }

    /**
     * {@link #spawn(Callable)} with a name, for logs and thread dumps.
     *
     * @param name the name of the task
     * @param body the code of the task
     * @param <T> the type of its result
     * @return the task
     */
    <T> Task<T> spawn(String name, Callable<? extends T> body);

    /**
     * {@link #spawn(String, Callable)} for a body without a result.
     *
     * @param name the name of the task
     * @param body the code of the task
     * @return the task
     */
    default Task<Void> spawn(String name, Action body) {
        return spawn(name, ActionBody.of(body));
    }

    /**
     * Runs a short callback on the loop's own thread, where Netty's handlers run too. A callback
     * must not wait; what may wait is {@link #spawn(Callable) spawned}.
     *
     * @param callback the code to run; what it throws is logged
     * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
     */
    void execute(Runnable callback);

    /**
     * {@link #execute Executes} a callback after a delay.
     *
     * @param callback the code to run
     * @param delay how long to wait first; zero or less: no wait
     * @return disposing of it keeps a callback that has not begun from running
     * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
     */
    Disposable schedule(Runnable callback, Duration delay);

    /**
     * Direct-style code as one step of a reactive chain: each subscription spawns a task, with the
     * subscriber's Reactor context. Cancelling the subscription cancels the task.
     *
     * @param body the code of the task; null makes the Mono empty
     * @param <T> the type of its result
     * @return a cold Mono of the result
     */
    <T> Mono<T> mono(Callable<? extends T> body);

    /**
     * The loop as a Reactor scheduler, for operators that should run, or wait, on it.
     *
     * @return the scheduler; disposing of it does nothing
     */
    Scheduler scheduler();

    /**
     * The loop as Reactor Netty's resources, so that clients and servers do their I/O on it.
     *
     * @return the resources; disposing of them does nothing
     */
    LoopResources resources();

    /**
     * The wall clock of the loop: the system's, or that of a virtual-time loop.
     *
     * @return the clock
     */
    InstantSource clock();

    /**
     * The name given when it was opened.
     *
     * @return the name, which its threads bear as well
     */
    String name();

    /**
     * Cancels every task, waits until their {@code finally} blocks are done or the grace period is
     * over, then closes what the loop's channels hold open. Tasks that are still there are named in
     * one warning, with their stacks. Closing again does nothing.
     *
     * <p>Called from a task or callback of this loop, it starts all that and returns at once.
     */
    @Override
    void close();

    /** Collects the settings of a new loop. */
    final class Builder {
        private @Nullable String name;
        private Transport transport = Transport.AUTO;
        private Duration grace = Duration.ofSeconds(5);

        private Builder() {}

        /**
         * Names the loop and its threads; otherwise they are called {@code heddle-1} and so on.
         *
         * @param value the name
         * @return this
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * How the loop waits for I/O; {@link Transport#AUTO} otherwise.
         *
         * @param value the transport
         * @return this
         */
        public Builder transport(Transport value) {
            transport = value;
            return this;
        }

        /**
         * How long {@link EventLoop#close} waits for cancelled tasks; 5 s otherwise.
         *
         * @param value zero or more
         * @return this
         */
        public Builder closeGrace(Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("closeGrace must not be negative: " + value);
            }
            grace = value;
            return this;
        }

        /**
         * Starts the loop.
         *
         * @return the running loop
         * @throws IllegalStateException if the java option for virtual threads is missing, or the
         *     transport is not available here
         */
        public EventLoop open() {
            return EventLoopImpl.open(name, transport, grace);
        }
    }
}
