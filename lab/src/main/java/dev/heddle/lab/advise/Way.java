package dev.heddle.lab.advise;

import dev.heddle.lab.Model;
import dev.heddle.lab.Model.Side;

/** The ways to run a work, from the one with the fewest parts. */
enum Way {
    INLINE("inline", "in the task, on the loop itself", "call it in the task, as it is"),
    THREADS(
            "threads",
            "in a pool with a thread for each core",
            "await(threads.submit(work, input)), with WorkerPool.threads()"),
    VIRTUAL_THREADS(
            "virtual-threads",
            "in a pool of virtual threads beside the loop",
            "await(threads.submit(work, input)), with WorkerPool.virtualThreads()"),
    PROCESSES(
            "processes",
            "in a pool with a process for each core",
            "await(processes.submit(work, input)), with WorkerPool.processes()");

    private final String word;
    private final String what;
    private final String code;

    Way(String word, String what, String code) {
        this.word = word;
        this.what = what;
        this.code = code;
    }

    static Way of(String word) {
        for (var way : values()) {
            if (way.word.equals(word)) {
                return way;
            }
        }
        throw new IllegalArgumentException("no way to run a work is called " + word);
    }

    String word() {
        return word;
    }

    String what() {
        return what;
    }

    /** What to write to use it. */
    String code() {
        return code;
    }

    Model model() {
        return new Model(word, Side.HEDDLE, what);
    }

    /**
     * How much it asks of a program that uses it, from 0. What computes wants the core budget of
     * threads, what waits the number of virtual threads.
     */
    int burden(boolean waits) {
        return switch (this) {
            case INLINE -> 0;
            case THREADS -> waits ? 2 : 1;
            case VIRTUAL_THREADS -> waits ? 1 : 2;
            case PROCESSES -> 3;
        };
    }
}
