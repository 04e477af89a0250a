package dev.heddle.lab.report;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.WorkloadResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one workload goes, and what that gains.
 *
 * @param workload its name
 * @param best the model to choose; null where none may be named
 * @param baseline the model that a beginner would write, if it was measured beside another
 * @param factor how many times as long as the best the baseline takes; NaN without one
 * @param verdict the sentence
 */
public record Decision(
        String workload,
        @Nullable String best,
        @Nullable String baseline,
        double factor,
        String verdict) {
    /** What is compared with, if it is there: all of it on one thread, one after the other. */
    private static final List<String> BASELINES = List.of("inline", "one-by-one");

    /** One for each workload. */
    public static List<Decision> all(Comparison comparison) {
        return comparison.workloads().stream().map(Decision::of).toList();
    }

    /** What to say before the reasons why a comparison is invalid. */
    public static String caution(Comparison comparison) {
        return comparison.workloads().stream().allMatch(result -> result.best() == null)
                ? "Nothing may be concluded"
                : "Not all may be concluded";
    }

    static Decision of(WorkloadResult result) {
        var baseline = baseline(result);
        return new Decision(
                result.workload().name(),
                result.best(),
                baseline == null ? null : baseline.model().name(),
                baseline == null ? Double.NaN : baseline.ratioToBest(),
                result.verdict());
    }

    private static @Nullable ModelResult baseline(WorkloadResult result) {
        return result.best() == null
                ? null
                : result.models().stream()
                        .filter(model -> BASELINES.contains(model.model().name()))
                        .filter(model -> Double.isFinite(model.ratioToBest()))
                        .filter(model -> !model.model().name().equals(result.best()))
                        .findFirst()
                        .orElse(null);
    }

    /** {@code ×12.4 against inline}, or nothing where there is nothing to compare with. */
    public String comparedToBaseline() {
        return baseline == null ? "" : Times.ratio(factor) + " against " + baseline;
    }
}
