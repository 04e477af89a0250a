package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.link;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;
import static dev.heddle.lab.html.Tags.words;
import static dev.heddle.lab.report.Lead.star;
import static java.util.Objects.requireNonNull;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.Model;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.html.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Every workload under every model, as ratios to the workload's best. */
final class Matrix {
    private final Comparison comparison;
    private final Map<Model.Side, List<String>> columns = new EnumMap<>(Model.Side.class);
    private final Map<String, String> notes = new LinkedHashMap<>();

    private Matrix(Comparison comparison) {
        this.comparison = comparison;
        for (var workload : comparison.workloads()) {
            for (var result : workload.models()) {
                var model = result.model();
                // Once, also where the side depends on the workload.
                if (columns.values().stream().noneMatch(names -> names.contains(model.name()))) {
                    columns.computeIfAbsent(model.side(), _ -> new ArrayList<>()).add(model.name());
                }
            }
        }
    }

    static Element of(Comparison comparison) {
        return new Matrix(comparison).section();
    }

    private Element section() {
        var body = tag("tbody", "");
        comparison.workloads().forEach(workload -> body.appendChild(row(workload)));
        var table =
                with(
                        tag("table", "matrix"),
                        text("caption", "hidden", "Ratio to the best model, by workload and model"),
                        head(),
                        body);
        return with(
                tag("section", "").attr("aria-labelledby", "matrix"),
                text("h2", "", "Every job under every model").attr("id", "matrix"),
                text(
                        "p",
                        "hint",
                        "How many times as long as the model to choose (★) it took. Below 1 it was"
                                + " quicker, but is not for a Java program, or held the loop. – was"
                                + " not measured, an empty cell was not tried; a time stands where"
                                + " nothing could be judged."),
                div("scroll", table)
                        .attr("tabindex", "0")
                        .attr("role", "region")
                        .attr("aria-labelledby", "matrix"),
                footnotes());
    }

    private Element head() {
        var sides = with(tag("tr", "sides"), tag("td", "name"));
        var names = with(tag("tr", "models"), column("name", "Job"));
        columns.forEach((side, models) -> {
            sides.appendChild(
                    text("th", "side", title(side))
                            .attr("scope", "colgroup")
                            .attr("colspan", Integer.toString(models.size())));
            for (int i = 0; i < models.size(); i++) {
                names.appendChild(
                        with(column(i == 0 ? "first" : "", ""), text("span", "", models.get(i))));
            }
        });
        return with(tag("thead", ""), sides, names);
    }

    static String title(Model.Side side) {
        return switch (side) {
            case HEDDLE -> "Heddle";
            case JAVA -> "Other Java";
            case PYTHON -> "Python";
            case DEMONSTRATION -> "For contrast";
        };
    }

    private Element row(WorkloadResult workload) {
        String name = workload.workload().name();
        var row =
                with(
                        tag("tr", ""),
                        with(tag("th", "name").attr("scope", "row"), link(Tags.id(name), name)));
        for (var models : columns.values()) {
            for (int i = 0; i < models.size(); i++) {
                var cell = cell(workload, models.get(i));
                row.appendChild(i == 0 ? cell.addClass("first") : cell);
            }
        }
        return row;
    }

    private Element cell(WorkloadResult workload, String model) {
        for (var result : workload.models()) {
            if (result.model().name().equals(model)) {
                return result.available()
                        ? measured(result, model.equals(workload.best()))
                        : absent(result);
            }
        }
        return tag("td", "untried");
    }

    private static Element measured(ModelResult result, boolean best) {
        double ratio = result.ratioToBest();
        if (!Double.isFinite(ratio)) {
            return text("td", "unjudged", Times.of(median(result)));
        }
        String near = ratio < 1.1 ? "near" : ratio < 2 ? "close" : ratio < 10 ? "" : "far";
        return best
                ? words(tag("td", "best"), star(), text("span", "", shown(ratio)))
                : text("td", near, shown(ratio));
    }

    private static double median(ModelResult result) {
        return requireNonNull(result.figures()).millis().median();
    }

    private Element absent(ModelResult result) {
        var cell = text("td", "absent", "–");
        String mark = mark(result.why());
        return mark == null ? cell : cell.appendChild(text("sup", "", mark));
    }

    /** The letter of a reason. */
    private @Nullable String mark(String why) {
        if (why.isEmpty()) {
            return null;
        }
        int next = notes.size();
        String letter = next < 26 ? Character.toString('a' + next) : Integer.toString(next - 25);
        return notes.computeIfAbsent(why, _ -> letter);
    }

    private Element footnotes() {
        var list = tag("ul", "footnotes");
        notes.forEach((why, mark) ->
                list.appendChild(tag("li", "").appendChild(text("sup", "", mark)).appendText(why)));
        return list;
    }

    /** Two digits are what the eye compares. */
    private static String shown(double ratio) {
        return ratio < 9.95 ? Math.round(ratio * 10) / 10.0 + "" : Numbers.count(Math.round(ratio));
    }
}
