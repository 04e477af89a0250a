package dev.heddle.demo.io.compare;

/**
 * Makes the calls of a workload, one at a time for each thread or task, which waits for the result.
 * Several threads, or the tasks of one loop, may call at once: see who opens it.
 */
@FunctionalInterface
interface Calls {
    /** Returns what goes into the sum. */
    long call(int number) throws Exception;
}
