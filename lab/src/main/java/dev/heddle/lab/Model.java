package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

/**
 * A way to run a workload.
 *
 * @param name one word for the command line and JSON, such as {@code virtual-threads}
 * @param side whose it is
 * @param what one sentence for people
 */
public record Model(String name, Side side, String what) {
    public Model {
        requireNonNull(name, "name");
        requireNonNull(side, "side");
        requireNonNull(what, "what");
    }

    /** Whose way it is. */
    public enum Side {
        /** Heddle's loop or pools. */
        HEDDLE,
        /** Something else that a Java program can use. */
        JAVA,
        /** An interpreter of Python, in a process of its own. */
        PYTHON,
        /** Shown for its harm or by simulation, not to be chosen. */
        DEMONSTRATION
    }
}
