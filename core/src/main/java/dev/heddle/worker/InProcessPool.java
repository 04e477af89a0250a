package dev.heddle.worker;

import java.time.Duration;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A pool of threads of this JVM, platform or virtual. Work shares the heap with everybody, so a
 * call costs microseconds, inputs need not travel, and any code can be submitted; but a work that
 * ignores interrupts cannot be stopped.
 */
public sealed interface InProcessPool extends WorkerPool permits LocalPool {
    /**
     * Submits code as it is, captured variables and all.
     *
     * @param code what to do
     * @param <T> the type of the result
     * @return a cold Mono of the result; each subscription is a call of its own
     */
    default <T> Mono<T> submit(Callable<? extends T> code) {
        return submit(code, CallOptions.DEFAULT);
    }

    /**
     * {@link #submit(Callable)} with a priority, a deadline or a caller of its own.
     *
     * @param code what to do
     * @param options how this call differs from others
     * @param <T> the type of the result
     * @return a cold Mono of the result
     */
    <T> Mono<T> submit(Callable<? extends T> code, CallOptions options);

    /** Collects the settings of a new pool. */
    final class Builder {
        private final Settings settings;
        private final boolean virtual;

        private Builder(Settings settings, boolean virtual) {
            this.settings = settings;
            this.virtual = virtual;
        }

        static Builder ofThreads() {
            var budget = CoreBudget.shared();
            return new Builder(new Settings(budget.cores(), 10_000, budget), false);
        }

        static Builder ofVirtualThreads() {
            return new Builder(new Settings(1_000, 10_000, null), true);
        }

        /**
         * Names the pool and its threads; otherwise {@code threads-1} and so on.
         *
         * @param value the name
         * @return this
         */
        public Builder name(String value) {
            settings.name(value);
            return this;
        }

        /**
         * How many calls run at once, as far as the {@link #budget} lets them; otherwise as many as
         * there are cores, or 1,000 virtual threads.
         *
         * @param value at least 1
         * @return this
         */
        public Builder size(int value) {
            settings.size(value);
            return this;
        }

        /**
         * How many calls may wait; more are refused with {@link
         * java.util.concurrent.RejectedExecutionException}. 10,000 otherwise.
         *
         * @param value at least 1
         * @return this
         */
        public Builder queue(int value) {
            settings.queue(value);
            return this;
        }

        /**
         * The deadline of calls that have none of their own; none otherwise.
         *
         * @param value the time from the submission to the result, more than zero
         * @return this
         */
        public Builder deadline(Duration value) {
            settings.deadline(value);
            return this;
        }

        /**
         * How long {@link WorkerPool#close} waits for interrupted threads; 5 s otherwise.
         *
         * @param value zero or more
         * @return this
         */
        public Builder closeGrace(Duration value) {
            settings.closeGrace(value);
            return this;
        }

        /**
         * The cores that this pool's calls take; those of {@link CoreBudget#shared()} for threads
         * otherwise, and none for virtual threads.
         *
         * @param value the budget
         * @return this
         */
        public Builder budget(CoreBudget value) {
            settings.budget(value);
            return this;
        }

        /**
         * Where results are delivered, and deadlines measured, for subscribers that are on no event
         * loop; on the pool's own threads otherwise.
         *
         * @param value a scheduler, which stays the caller's
         * @return this
         */
        public Builder deliverOn(Scheduler value) {
            settings.deliverOn(value);
            return this;
        }

        /**
         * How far the workers let other threads of this machine go first, an event loop above all,
         * when there are more of them than cores. 10 otherwise. On Linux, for platform threads, and
         * if Heddle may call native code ({@code --enable-native-access}); nothing elsewhere.
         *
         * @param value 0, not at all, to 19
         * @return this
         */
        public Builder niceness(int value) {
            settings.niceness(value);
            return this;
        }

        /**
         * Lets the scoped values in the static fields of a class flow into the workers. Thread
         * locals registered with Micrometer's context propagation do so by themselves.
         *
         * @param holder a class with static {@link ScopedValue} fields
         * @return this
         */
        public Builder propagate(Class<?> holder) {
            settings.propagate(holder);
            return this;
        }

        /**
         * Starts the pool.
         *
         * @return the running pool
         */
        public InProcessPool open() {
            return LocalPool.open(
                    settings.complete(virtual ? "virtual-threads" : "threads"), virtual);
        }
    }
}
