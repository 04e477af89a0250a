package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;
import static dev.heddle.lab.html.Tags.words;
import static dev.heddle.lab.report.Lead.star;
import static java.util.Comparator.comparingDouble;
import static java.util.Objects.requireNonNull;

import dev.heddle.lab.Model;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.WorkloadResult;
import java.util.List;
import org.jsoup.nodes.Element;

/** The measured models of one workload, the quickest first: how long, and what the loop did. */
final class Chart {
    private final WorkloadResult result;
    private final LagStrip lags;
    private final List<ModelResult> measured;
    private final Bars bars;

    private Chart(WorkloadResult result, LagStrip lags) {
        this.result = result;
        this.lags = lags;
        this.measured =
                result.models().stream()
                        .filter(ModelResult::available)
                        .sorted(comparingDouble(Chart::median))
                        .toList();
        this.bars = Bars.of(measured);
    }

    static Element of(WorkloadResult result, LagStrip lags) {
        return new Chart(result, lags).table();
    }

    private Element table() {
        var body = tag("tbody", "");
        measured.forEach(model -> body.appendChild(row(model)));
        return with(
                tag("table", "chart"),
                text("caption", "hidden", "Time and loop lag of " + result.workload().name()),
                with(tag("thead", ""), head()),
                body);
    }

    private Element head() {
        return with(
                tag("tr", ""),
                column("name", "Model"),
                with(column("bars", bars.axisName()), bars.axis()),
                column("num median", "Median"),
                column("num ratio", "× best"),
                with(column("strips", "Loop lag in one round, log scale"), lags.key()),
                column("num lag", "Held for"));
    }

    private Element row(ModelResult model) {
        var figures = requireNonNull(model.figures());
        String name = model.model().name();
        boolean best = name.equals(result.best());
        var lag = figures.lag();
        var strip = lag.strip().isEmpty() ? text("span", "none", "–") : lags.strip(name, lag);
        boolean froze = lag.heldMillis() >= LagStrip.FREEZE_MILLIS;
        return with(
                tag("tr", best ? "best" : ""),
                with(tag("th", "name").attr("scope", "row"), name(model.model(), best)),
                with(tag("td", "bars"), bars.bar(name, figures.millis(), best)),
                text("td", "num median", Times.of(figures.millis().median())),
                text("td", "num ratio", Times.ratio(model.ratioToBest())),
                with(tag("td", "strips"), strip),
                text("td", froze ? "num lag froze" : "num lag", Times.of(lag.heldMillis())));
    }

    private static Element name(Model model, boolean best) {
        var name = div("model");
        if (best) {
            name.appendChild(star());
        }
        words(name, text("span", "", model.name()).attr("title", model.what()));
        if (model.side() == Model.Side.DEMONSTRATION) {
            words(name, text("span", "tag", "for contrast"));
        }
        return name;
    }

    private static double median(ModelResult model) {
        return requireNonNull(model.figures()).millis().median();
    }
}
