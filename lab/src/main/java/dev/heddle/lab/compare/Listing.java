package dev.heddle.lab.compare;

import dev.heddle.lab.Catalogue;
import dev.heddle.lab.Model;
import dev.heddle.lab.Trial;
import dev.heddle.lab.cli.Lines;
import dev.heddle.lab.cli.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to {@code --list}: what there is to choose from. */
final class Listing {
    private static final int NAME_WIDTH = 19;
    private static final String INDENT = " ".repeat(NAME_WIDTH);

    private Listing() {}

    static String of(Catalogue catalogue, List<Trial> trials) {
        var text = new StringBuilder(catalogue.title()).append("\n\nWorkloads (-w)\n");
        Map<String, Model> models = new LinkedHashMap<>();
        for (var trial : trials) {
            add(text, trial.workload().name(), trial.workload().what());
            trial.candidates().forEach(c -> models.putIfAbsent(c.model().name(), c.model()));
        }
        text.append("\nModels (-m)\n");
        models.values().forEach(model -> add(text, model.name(), model.what()));
        return text.toString();
    }

    private static void add(StringBuilder text, String name, String what) {
        String first = "  " + Numbers.left(name, NAME_WIDTH - 3) + " ";
        for (String line : Lines.wrap(what, Table.WIDTH - NAME_WIDTH)) {
            text.append(first).append(line).append('\n');
            first = INDENT;
        }
    }
}
