package dev.heddle.lab.advise;

import dev.heddle.lab.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts what was measured and decided of one work into words. */
final class AdviceWords {
    private static final String AGAIN = "run it again when the machine does less";

    private final String name;
    private final Advisor.Settings settings;
    private final CallProfiler.Measured measured;
    private final CallProfile call;
    private final Tried tried;
    private final Decision.Verdict verdict;

    AdviceWords(
            String name, Advisor.Settings settings, CallProfiler.Measured measured, Tried tried) {
        this.name = name;
        this.settings = settings;
        this.measured = measured;
        this.call = measured.profile();
        this.tried = tried;
        this.verdict = Decision.of(tried.models(), call, settings.concurrency());
    }

    /** Where the rounds that are needed would take too long. */
    static Advice tooLong(
            String name, Advisor.Settings settings, CallProfiler.Measured measured, Effort needed) {
        var tried = new Tried(List.of(), List.of(), List.of());
        String reason =
                "calls of %s take too long: %d rounds of each model would take %d min, and advise"
                                .formatted(
                                        Units.micros(measured.profile().elapsedMicros().median()),
                                        needed.leastRounds(),
                                        needed.perWorkload().toMinutes() + 1)
                        + " measures for %d min at most".formatted(settings.mostTime().toMinutes());
        return new AdviceWords(name, settings, measured, tried)
                .none(List.of(reason), "try it with a smaller input");
    }

    Advice advice() {
        if (!tried.invalid().isEmpty()) {
            var reasons = tried.invalid().stream().map(AdviceWords::withoutDot).toList();
            return none(reasons, AGAIN);
        }
        var best = verdict.best();
        if (best == null) {
            return none(
                    verdict.reasons(),
                    tried.models().stream().anyMatch(ModelEvidence::available)
                            ? AGAIN
                            : "mend what keeps every model from running it");
        }
        if (verdict.confidence().compareTo(settings.least()) < 0) {
            return none(
                    List.of(
                            "the confidence that it is %s is only %s"
                                    .formatted(best.model(), verdict.confidence().word())),
                    AGAIN);
        }
        return advice(best.model(), verdict.confidence(), sentence(best), next(best), List.of());
    }

    private static String withoutDot(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private Advice none(List<String> reasons, String next) {
        return advice(
                null,
                Confidence.NONE,
                "No advice: " + String.join("; ", reasons) + ".",
                next,
                reasons);
    }

    private Advice advice(
            @Nullable String model,
            Confidence confidence,
            String sentence,
            String next,
            List<String> reasons) {
        return new Advice(
                name,
                model,
                confidence,
                sentence,
                settings.concurrency(),
                call,
                tried.models().stream().map(this::marked).toList(),
                measured.cause(),
                Limits.of(verdict, call),
                notes(),
                next,
                reasons);
    }

    private ModelEvidence marked(ModelEvidence model) {
        return verdict.held().contains(model) ? model.holding() : model;
    }

    private String sentence(ModelEvidence best) {
        var way = Way.of(best.model());
        var text = new StringBuilder();
        text.append("%s, %s: a call every %s".formatted(best.model(), way.what(), time(best)));
        var runnerUp = verdict.runnerUp();
        if (!verdict.equals().isEmpty()) {
            text.append(
                    "; no difference to %s, and fewer parts".formatted(words(verdict.equals())));
        }
        if (runnerUp != null) {
            text.append(
                    "; %s takes %s times as long"
                            .formatted(
                                    runnerUp.model(),
                                    Units.three(
                                            Decision.median(runnerUp) / Decision.median(best))));
        }
        for (var held : verdict.held()) {
            text.append(
                    "; %s holds the loop for %s%s"
                            .formatted(
                                    held.model(),
                                    Units.millis(held.loopLateMillis()),
                                    Decision.median(held) < Decision.median(best)
                                            ? ", though it is fastest"
                                            : ""));
        }
        return text.append('.').toString();
    }

    private static String time(ModelEvidence model) {
        return Units.micros(Decision.median(model));
    }

    private static String words(List<ModelEvidence> models) {
        return models.stream().map(ModelEvidence::model).collect(Collectors.joining(" and "));
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        if (!call.deterministic()) {
            notes.add(
                    "The same input gave different results: the models' answers were not compared.");
        }
        int most = tried.models().stream().mapToInt(ModelEvidence::calls).max().orElse(0);
        if (most > 0 && most < settings.concurrency()) {
            notes.add(
                    "At most %d calls were in flight, not %d, with which a round would take too long."
                            .formatted(most, settings.concurrency()));
        }
        if (!tried.wrong().isEmpty()) {
            notes.add(
                    "%s gave other results for the same input than the other models, and may not be named:"
                                    .formatted(String.join(" and ", tried.wrong()))
                            + " calls at the same time change what they share, or a process lacks it.");
        }
        if (measured.changesInput()) {
            notes.add(
                    "A call changes its input, which other calls share in this JVM and processes"
                            + " do not: what was timed may not be what you meant.");
        }
        if (settings.rate() > 0) {
            notes.add(Capacity.of(settings.rate(), call, settings.concurrency()));
        }
        return notes;
    }

    private String next(ModelEvidence best) {
        var way = Way.of(best.model());
        String code = way.code();
        if (way == Way.PROCESSES && !measured.types().isEmpty()) {
            code =
                    "await(processes.submit(work, input)), with WorkerPool.ofProcesses()"
                            + measured.types().stream()
                                    .map(type -> ".allow(" + type.getSimpleName() + ".class)")
                                    .collect(Collectors.joining())
                            + ".open()";
        }
        return code;
    }
}
