package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What {@code compare} found: the document behind its table, its JSON and its page.
 *
 * @param title such as "CPU-bound workloads"
 * @param command that reproduces it
 * @param quick whether it was a short run, with smaller sizes
 * @param environment where it ran
 * @param invalidReasons why nothing may be concluded from it, each a sentence; empty if it holds
 * @param workloads in the order they ran
 */
public record Comparison(
        String title,
        String command,
        boolean quick,
        Environment environment,
        List<String> invalidReasons,
        List<WorkloadResult> workloads) {
    public Comparison {
        requireNonNull(title, "title");
        requireNonNull(command, "command");
        requireNonNull(environment, "environment");
        invalidReasons = List.copyOf(invalidReasons);
        workloads = List.copyOf(workloads);
    }
}
