package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;
import static java.util.Objects.requireNonNull;

import dev.heddle.lab.Figures;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.cli.Numbers;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** All that was measured of one workload, in figures. */
final class FiguresTable {
    private static final List<String> COLUMNS =
            List.of(
                    "Median",
                    "Interval",
                    "CPU",
                    "Allocated",
                    "Peak memory",
                    "Threads",
                    "Loop held",
                    "Lag p99",
                    "Lag max",
                    "Rounds");

    private FiguresTable() {}

    static Element of(WorkloadResult result) {
        var head = with(tag("tr", ""), column("name", "Model"));
        COLUMNS.forEach(name -> head.appendChild(column("num", name)));
        var body = tag("tbody", "");
        result.models().stream()
                .filter(ModelResult::available)
                .forEach(model -> body.appendChild(row(model, result.best())));
        var table =
                with(
                        tag("table", "figures"),
                        text("caption", "hidden", "Figures of " + result.workload().name()),
                        with(tag("thead", ""), head),
                        body);
        return with(
                tag("details", ""),
                text("summary", "", "All figures"),
                div("scroll", table).attr("tabindex", "0"));
    }

    private static Element row(ModelResult model, @Nullable String best) {
        String name = model.model().name();
        boolean chosen = name.equals(best);
        var row =
                with(
                        tag("tr", chosen ? "best" : ""),
                        text("th", "name", chosen ? "★ " + name : name).attr("scope", "row"));
        cells(requireNonNull(model.figures()))
                .forEach(cell -> row.appendChild(text("td", "num", cell)));
        return row;
    }

    private static List<String> cells(Figures figures) {
        return List.of(
                Times.of(figures.millis().median()),
                Times.interval(figures.millis()),
                Times.of(figures.cpuSeconds() * 1e3),
                bytes(figures.allocatedBytes()),
                bytes(figures.peakMemoryBytes()),
                count(figures.threads()),
                Times.of(figures.lag().heldMillis()),
                Times.of(figures.lag().p99Millis()),
                Times.of(figures.lag().maxMillis()),
                count(figures.rounds()));
    }

    private static String bytes(long value) {
        return value < 0 ? "–" : Numbers.bytes(value);
    }

    private static String count(int value) {
        return value < 0 ? "–" : Numbers.count(value);
    }
}
