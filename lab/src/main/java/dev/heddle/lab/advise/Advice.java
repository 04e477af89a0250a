package dev.heddle.lab.advise;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a work belongs, how sure that is, and why.
 *
 * @param workload the name of the work
 * @param model the model to use: {@code inline}, {@code threads}, {@code virtual-threads} or {@code
 *     processes}; null where none may be named
 * @param confidence how sure it is
 * @param verdict one sentence
 * @param concurrency tasks in flight, for which it holds
 * @param call what one call takes; null where not even that is known
 * @param models what was tried
 * @param cause which line takes the time; null where no line of the work was seen
 * @param limits where another model would win, each a sentence
 * @param notes what else should be known of the work, each a sentence
 * @param next what to write or to try now
 * @param reasons why there is no advice; empty if there is one
 */
public record Advice(
        String workload,
        @Nullable String model,
        Confidence confidence,
        String verdict,
        int concurrency,
        @Nullable CallProfile call,
        List<ModelEvidence> models,
        @Nullable Cause cause,
        List<String> limits,
        List<String> notes,
        String next,
        List<String> reasons) {
    public Advice {
        models = List.copyOf(models);
        limits = List.copyOf(limits);
        notes = List.copyOf(notes);
        reasons = List.copyOf(reasons);
    }

    /** Whether a model is named. */
    public boolean isGiven() {
        return model != null;
    }

    Advice withNote(String note) {
        var more = new ArrayList<>(notes);
        more.add(note);
        return new Advice(
                workload,
                model,
                confidence,
                verdict,
                concurrency,
                call,
                models,
                cause,
                limits,
                more,
                next,
                reasons);
    }

    static Advice none(String workload, int concurrency, String reason, String next) {
        return new Advice(
                workload,
                null,
                Confidence.NONE,
                "No advice: " + reason + ".",
                concurrency,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                next,
                List.of(reason));
    }
}
