package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

/**
 * What is done, with its sizes, whatever does it.
 *
 * @param name one word for the command line and JSON, such as {@code sum-of-squares}
 * @param kind what it mostly waits for
 * @param what one sentence for people, with the sizes: "the sum of i² for 10,000,000 numbers"
 */
public record Workload(String name, Kind kind, String what) {
    public Workload {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(what, "what");
    }
}
