package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One workload under all its models.
 *
 * @param workload which
 * @param models in the order they are shown
 * @param best the name of the model to choose; null where none may be named
 * @param verdict one sentence: what to choose and why, or why nothing can be said
 */
public record WorkloadResult(
        Workload workload, List<ModelResult> models, @Nullable String best, String verdict) {
    public WorkloadResult {
        requireNonNull(workload, "workload");
        requireNonNull(verdict, "verdict");
        models = List.copyOf(models);
    }
}
