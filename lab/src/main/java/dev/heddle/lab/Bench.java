package dev.heddle.lab;

import dev.heddle.EventLoop;

/** What a trial lends to the runners of its models. */
public interface Bench {
    /**
     * The event loop whose lag is watched while they run. A model of the loop runs its tasks here;
     * the others leave it alone, and show what they do to a loop beside them.
     */
    EventLoop loop();

    /** How many cores this process may use. */
    int cores();

    /**
     * Says that a process serves the models, and does none of their work: a server that all of them
     * ask. What it uses is not counted as theirs; any other process that a runner starts is.
     *
     * @param server which this process has started
     */
    default void isShared(ProcessHandle server) {}
}
