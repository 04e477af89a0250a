package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Times;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** What failed and how, and how the parts of a visit did. */
final class Breakdown {
    private Breakdown() {}

    static List<Element> of(LoadResult result) {
        var sections = new ArrayList<Element>();
        if (!result.errors().isEmpty()) {
            sections.add(errors(result));
        }
        if (!result.steps().isEmpty()) {
            sections.add(steps(result.steps()));
        }
        return sections;
    }

    private static Element errors(LoadResult result) {
        var body = tag("tbody", "");
        result.errors().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(kind -> body.appendChild(error(result, kind.getKey(), kind.getValue())));
        var head =
                with(
                        tag("tr", ""),
                        column("", "Kind"),
                        column("num", "How many"),
                        column("num", "Of all"),
                        column("message", "The first one said"));
        return section("errors", "What failed", table("errors", "Failures by kind", head, body));
    }

    private static Element error(LoadResult result, String kind, long count) {
        return with(
                tag("tr", ""),
                with(tag("th", "").attr("scope", "row"), text("code", "", kind)),
                text("td", "num", Numbers.count(count)),
                text("td", "num", Verdict.percent(count, result.ok() + result.failed())),
                text("td", "message", result.firstErrors().getOrDefault(kind, "–")));
    }

    private static Element steps(List<Step> steps) {
        var head = with(tag("tr", ""), column("", "Step"));
        List.of("Ok", "Failed", "p50", "p90", "p99", "p99.9", "Max")
                .forEach(name -> head.appendChild(column("num", name)));
        var body = tag("tbody", "");
        steps.forEach(step -> body.appendChild(step(step)));
        return section(
                "steps",
                "Step by step",
                text("p", "hint", "How long each took from its own start."),
                table("steps", "Steps", head, body));
    }

    private static Element step(Step step) {
        var row = with(tag("tr", ""), text("th", "", step.name()).attr("scope", "row"));
        var service = step.service();
        List.of(
                        Numbers.count(step.ok()),
                        Numbers.count(step.failed()),
                        Times.of(service.millis(50)),
                        Times.of(service.millis(90)),
                        Times.of(service.millis(99)),
                        Times.of(service.millis(99.9)),
                        Times.of(service.maxMillis()))
                .forEach(cell -> row.appendChild(text("td", "num", cell)));
        return row;
    }

    private static Element table(String classes, String caption, Element head, Element body) {
        return div(
                        "scroll",
                        with(
                                tag("table", "list " + classes),
                                text("caption", "hidden", caption),
                                with(tag("thead", ""), head),
                                body))
                .attr("tabindex", "0");
    }

    private static Element section(String id, String name, Element... children) {
        return with(
                with(
                        tag("section", "").attr("aria-labelledby", id),
                        text("h2", "", name).attr("id", id)),
                children);
    }
}
