package dev.heddle.lab.compare;

import dev.heddle.lab.Candidate;
import dev.heddle.lab.Catalogue;
import dev.heddle.lab.Trial;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.Suggestion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The trials of a catalogue that were asked for, each with the models that were. */
final class Selection {
    private final CompareOptions options;
    private final List<Trial> all;

    private Selection(CompareOptions options, List<Trial> all) {
        this.options = options;
        this.all = all;
    }

    /** In the order of the catalogue. */
    static List<Trial> of(Catalogue catalogue, CompareOptions options) {
        return new Selection(options, catalogue.trials(options.quick())).trials();
    }

    private List<Trial> trials() {
        ensureKnown("workload", options.workloads(), workloads(all));
        ensureKnown("model", options.models(), models(all));
        var chosen =
                all.stream()
                        .filter(trial -> isWanted(options.workloads(), trial.workload().name()))
                        .toList();
        ensureModelsIn(chosen);
        var narrowed = chosen.stream().map(this::narrow).toList();
        ensureNoneEmptied(narrowed);
        return narrowed.stream().filter(trial -> !trial.candidates().isEmpty()).toList();
    }

    private Trial narrow(Trial trial) {
        return new Trial(
                trial.workload(),
                trial.candidates().stream()
                        .filter(candidate -> isWanted(options.models(), nameOf(candidate)))
                        .toList());
    }

    private static boolean isWanted(List<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }

    private void ensureKnown(String noun, List<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw CommandFailure.usage(
                        "compare %s has no %s %s%s\nIt has %s."
                                .formatted(
                                        options.catalogue(),
                                        noun,
                                        name,
                                        Suggestion.of(name, known),
                                        String.join(", ", known)));
            }
        }
    }

    private void ensureModelsIn(List<Trial> chosen) {
        var known = models(chosen);
        for (String model : options.models()) {
            if (!known.contains(model)) {
                var having = all.stream().filter(trial -> names(trial).contains(model)).toList();
                throw CommandFailure.usage(
                        "no chosen workload runs under %s: that is for %s"
                                .formatted(model, String.join(", ", workloads(having))));
            }
        }
    }

    /** A workload that was asked for by name is not passed over in silence. */
    private void ensureNoneEmptied(List<Trial> narrowed) {
        for (var trial : narrowed) {
            String name = trial.workload().name();
            if (trial.candidates().isEmpty() && options.workloads().contains(name)) {
                var whole = all.stream().filter(t -> t.workload().name().equals(name)).toList();
                throw CommandFailure.usage(
                        "%s runs under none of the chosen models\nIt runs under %s."
                                .formatted(name, String.join(", ", models(whole))));
            }
        }
    }

    private static Set<String> workloads(List<Trial> trials) {
        var names = new LinkedHashSet<String>();
        trials.forEach(trial -> names.add(trial.workload().name()));
        return names;
    }

    private static Set<String> models(List<Trial> trials) {
        var names = new LinkedHashSet<String>();
        trials.forEach(trial -> names.addAll(names(trial)));
        return names;
    }

    private static List<String> names(Trial trial) {
        return trial.candidates().stream().map(Selection::nameOf).toList();
    }

    private static String nameOf(Candidate candidate) {
        return candidate.model().name();
    }
}
