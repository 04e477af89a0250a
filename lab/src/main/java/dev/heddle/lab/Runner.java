package dev.heddle.lab;

import java.io.IOException;

/**
 * One workload under one model, ready to run. Opened, run and closed by one thread, that of the
 * trial.
 */
public interface Runner extends AutoCloseable {
    /**
     * Does the whole workload once.
     *
     * @return its answer, and what it cost where that was measured elsewhere
     * @throws Exception what makes this model unavailable for this workload, told by its message
     */
    Round round() throws Exception;

    /** Lets go of pools, files and processes. */
    @Override
    default void close() throws IOException {}

    /** Opens one. */
    @FunctionalInterface
    interface Opener {
        /**
         * Makes ready what is not to be measured: inputs, pools, processes.
         *
         * @param bench what the trial lends
         * @throws AbsentException if something that is needed is not on this machine
         */
        Runner open(Bench bench) throws Exception;
    }
}
