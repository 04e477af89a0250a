package dev.heddle.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import reactor.core.scheduler.Scheduler;

/**
 * A pool of JVMs of their own, on this machine. Whatever a work does there (exit, crash, leak, run
 * for ever) costs its own call and nothing else; a spare process takes over. A call costs some tens
 * of microseconds, and its input and result travel:
 *
 * <ul>
 *   <li>null, boxed primitives, strings, arrays, buffers, and the JDK's collections, numbers, dates
 *       of these go by themselves;
 *   <li>records, enums and exceptions of your own must be {@linkplain Builder#allow allowed}, and
 *       on the module path the packages of records opened to {@code dev.heddle.core};
 *   <li>nothing else does. No Java serialisation takes place.
 * </ul>
 *
 * <p>A process ends with this JVM, however that ends. It logs to {@code dev.heddle.worker.output},
 * line by line under its name, what the work prints.
 */
public sealed interface ProcessPool extends WorkerPool permits ProcessPoolImpl {
    /**
     * The processes there are.
     *
     * @return those that work and those that are spare, ready ones only
     */
    List<WorkerInfo> workers();

    /**
     * One process of a pool.
     *
     * @param name its name, as in logs and messages
     * @param pid its process id
     * @param calls how many calls it has finished
     * @param rssBytes its resident memory; 0 where the system does not say
     */
    record WorkerInfo(String name, long pid, long calls, long rssBytes) {}

    /** Collects the settings of a new pool. */
    final class Builder {
        private final Settings settings;
        private final ProcessSettings processes = new ProcessSettings();

        Builder() {
            var budget = CoreBudget.shared();
            settings = new Settings(budget.cores(), 10_000, budget);
            settings.elsewhere(new Home.OnScheduler(ProcessPoolImpl.RESULTS));
        }

        /**
         * Names the pool; its processes are called {@code name-1} and so on.
         *
         * @param value the name
         * @return this
         */
        public Builder name(String value) {
            settings.name(value);
            return this;
        }

        /**
         * How many processes work at once; as many as there are cores otherwise.
         *
         * @param value at least 1
         * @return this
         */
        public Builder size(int value) {
            settings.size(value);
            return this;
        }

        /**
         * How many processes stand by, started and idle, to take over; 1 otherwise.
         *
         * @param value zero or more
         * @return this
         */
        public Builder spares(int value) {
            processes.spares(value);
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
         * The deadline of calls that have none of their own; none otherwise. The process of a call
         * that runs too long is killed.
         *
         * @param value the time from the submission to the result, more than zero
         * @return this
         */
        public Builder deadline(Duration value) {
            settings.deadline(value);
            return this;
        }

        /**
         * How long {@link WorkerPool#close} waits for the processes to be gone; 5 s otherwise.
         *
         * @param value zero or more
         * @return this
         */
        public Builder closeGrace(Duration value) {
            settings.closeGrace(value);
            return this;
        }

        /**
         * The cores that this pool's calls take; those of {@link CoreBudget#shared()} otherwise.
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
         * loop; on threads that all pools of processes share otherwise, up to 1,000 of them.
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
         * when there are more of them than cores. 10 otherwise. Where there is a {@code nice}
         * command; nothing elsewhere.
         *
         * @param value 0, not at all, to 19
         * @return this
         */
        public Builder niceness(int value) {
            settings.niceness(value);
            return this;
        }

        /**
         * Lets the scoped values in the static fields of a class flow into the workers, as far as
         * what they hold can travel.
         *
         * @param holder a class with static {@link ScopedValue} fields
         * @return this
         */
        public Builder propagate(Class<?> holder) {
            settings.propagate(holder);
            return this;
        }

        /**
         * Allows types of yours in inputs and results, those their components are made of included.
         *
         * <p>An exception comes back as itself if one of its public constructors takes a message
         * and a cause, a message, or nothing; other fields of it stay behind. Else it is a {@link
         * WorkFailedException}.
         *
         * @param types records, enums, exceptions, sealed interfaces of these
         * @return this
         * @throws IllegalArgumentException if one can never travel, such as a {@link Thread}
         */
        public Builder allow(Class<?>... types) {
            processes.allow(List.of(types));
            return this;
        }

        /**
         * The most heap a process may have; a quarter of this JVM's otherwise.
         *
         * @param bytes at least 16 MiB
         * @return this
         */
        public Builder maxHeap(long bytes) {
            processes.maxHeap(bytes);
            return this;
        }

        /**
         * Further options for the JVMs of the workers, after Heddle's own.
         *
         * @param options as on the command line of {@code java}
         * @return this
         */
        public Builder jvmOptions(String... options) {
            processes.jvmOptions(List.of(options));
            return this;
        }

        /**
         * What each process does once before its first call, such as loading a model.
         *
         * @param work what to do; shipped by name like any other
         * @param input what to do it with
         * @param <I> the type of the input
         * @return this
         */
        public <I> Builder initializer(Work<? super I, ?> work, I input) {
            processes.initializer(work, input);
            return this;
        }

        /**
         * Replaces a process after so many calls; never otherwise.
         *
         * @param calls at least 1
         * @return this
         */
        public Builder recycleAfter(long calls) {
            processes.recycleAfter(calls);
            return this;
        }

        /**
         * Replaces a process whose resident memory has grown beyond a bound, once its call is done;
         * never otherwise.
         *
         * @param bytes at least 64 MiB
         * @return this
         */
        public Builder recycleAboveRss(long bytes) {
            processes.recycleAboveRss(bytes);
            return this;
        }

        /**
         * The largest result a call may have; 1 GiB otherwise.
         *
         * @param bytes at least 1
         * @return this
         */
        public Builder maxResult(long bytes) {
            processes.maxResult(bytes);
            return this;
        }

        /**
         * Refuses a call, work and input, that has so often ended its process without ever having
         * returned; for a minute, then it is tried again. 3 otherwise.
         *
         * @param deaths at least 1
         * @return this
         */
        public Builder quarantineAfter(int deaths) {
            processes.quarantineAfter(deaths);
            return this;
        }

        /**
         * Where the shared memory is; {@code /dev/shm} where there is one, else the directory for
         * temporary files.
         *
         * @param directory an existing directory
         * @return this
         */
        public Builder sharedMemory(Path directory) {
            processes.sharedMemory(directory);
            return this;
        }

        /**
         * Where the JVM's report of a native crash is kept; nowhere otherwise.
         *
         * @param directory an existing directory
         * @return this
         */
        public Builder crashReports(Path directory) {
            processes.crashReports(directory);
            return this;
        }

        /**
         * A file with the start-up cache of the processes (JEP 514). If it does not fit or is not
         * there, it is made in the background, by one process more, and used from then on. A JVM
         * makes none of classes in directories: the class path must be jars. None otherwise.
         *
         * @param file the cache, in a directory that exists
         * @return this
         */
        public Builder aotCache(Path file) {
            processes.aotCache(file);
            return this;
        }

        /**
         * Starts the pool. Calls wait until the first process is ready.
         *
         * @return the running pool
         */
        public ProcessPool open() {
            return ProcessPoolImpl.open(settings.complete("processes"), processes);
        }
    }
}
