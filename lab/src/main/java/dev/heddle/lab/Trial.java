package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One workload and the models to try on it, nothing of it open yet.
 *
 * @param workload which
 * @param candidates its models, in the order they are shown
 */
public record Trial(Workload workload, List<Candidate> candidates) {
    public Trial {
        requireNonNull(workload, "workload");
        candidates = List.copyOf(candidates);
    }
}
