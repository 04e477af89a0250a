package dev.heddle.lab;

import java.time.Instant;
import java.util.List;

/**
 * Where a measurement ran.
 *
 * @param at when it began
 * @param os name, version and architecture
 * @param cpu the model's name
 * @param cores that this process may use
 * @param memoryBytes of the machine
 * @param java the JVM's name and version
 * @param jvmFlags it was started with
 * @param gc the collectors' names
 * @param heddle the version
 * @param engines of other models, such as "NumPy 1.24.2 on CPython 3.11.2"
 */
public record Environment(
        Instant at,
        String os,
        String cpu,
        int cores,
        long memoryBytes,
        String java,
        List<String> jvmFlags,
        List<String> gc,
        String heddle,
        List<String> engines) {
    public Environment {
        jvmFlags = List.copyOf(jvmFlags);
        gc = List.copyOf(gc);
        engines = List.copyOf(engines);
    }

    /**
     * This machine and this JVM.
     *
     * @param at when the measurement began
     * @param engines of other models
     */
    public static Environment here(Instant at, List<String> engines) {
        return Surroundings.environment(at, engines);
    }
}
