package dev.heddle.lab.advise;

import dev.heddle.lab.ModelResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of trying the ways to run a work.
 *
 * @param models how each did
 * @param wrong those that gave results of their own; they are absent from the figures
 * @param invalid why nothing may be concluded, each a sentence; empty if something may
 */
record Tried(List<ModelEvidence> models, List<String> wrong, List<String> invalid) {
    private static final String OTHER_RESULTS =
            "gave other results than the other models for the same input";

    /**
     * Makes evidence of results.
     *
     * @param comparable whether the same input must give the same result
     */
    static Tried of(
            List<ModelResult> results,
            boolean comparable,
            Candidates<?, ?> candidates,
            List<String> invalid) {
        var models = new ArrayList<ModelEvidence>();
        var wrong = new ArrayList<String>();
        for (var result : results) {
            String model = result.model().name();
            if (result.available() && comparable && !result.isRight()) {
                wrong.add(model);
                models.add(ModelEvidence.absent(model, OTHER_RESULTS));
            } else {
                models.add(evidence(result, candidates));
            }
        }
        return new Tried(models, wrong, invalid);
    }

    private static ModelEvidence evidence(ModelResult result, Candidates<?, ?> candidates) {
        var way = Way.of(result.model().name());
        var size = candidates.size(way);
        var figures = result.figures();
        if (figures == null) {
            return ModelEvidence.absent(result.model().name(), result.why());
        }
        double millis = figures.millis().median();
        return new ModelEvidence(
                result.model().name(),
                figures.millis().scaled(1e3 / size.calls()),
                millis * Math.min(size.tasks(), size.calls()) / size.calls(),
                size.calls() / millis * 1e3,
                figures.lag().p99Millis(),
                figures.lag().maxMillis(),
                figures.cpuSeconds() * 1e6 / size.calls(),
                candidates.gcPauseMillis(way),
                figures.rounds(),
                size.calls(),
                false,
                result.isRight() ? result.why() : "");
    }
}
