package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.link;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;
import static dev.heddle.lab.html.Tags.words;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.html.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What the page says first: which job goes where, what that gains, and why. */
final class Lead {
    private final Comparison comparison;

    private Lead(Comparison comparison) {
        this.comparison = comparison;
    }

    static Element of(Comparison comparison) {
        return new Lead(comparison).section();
    }

    private Element section() {
        var section =
                with(
                        tag("section", "lead").attr("aria-labelledby", "where"),
                        text("h2", "", "Which goes where").attr("id", "where"));
        if (comparison.workloads().size() > 1) {
            section.appendChild(sentence());
        }
        var freeze = freeze();
        return with(freeze == null ? section : section.appendChild(freeze), decisions());
    }

    /** The jobs gathered by the model they go to. */
    private Element sentence() {
        Map<String, List<String>> jobsByModel = new LinkedHashMap<>();
        var open = new ArrayList<String>();
        for (var workload : comparison.workloads()) {
            String best = workload.best();
            (best == null ? open : jobsByModel.computeIfAbsent(best, _ -> new ArrayList<>()))
                    .add(workload.workload().name());
        }
        var sentence = tag("p", "verdict");
        String before = "";
        for (var entry : jobsByModel.entrySet()) {
            var jobs = entry.getValue();
            sentence.appendText(
                    before + listed(jobs) + (jobs.size() > 1 ? " go to " : " goes to "));
            sentence.appendChild(text("strong", "", entry.getKey()));
            before = "; ";
        }
        if (!open.isEmpty()) {
            sentence.appendText(
                    (before.isEmpty() ? "Nothing" : before + "nothing")
                            + " can be said of "
                            + listed(open));
        }
        return sentence.appendText(".");
    }

    /** The sign of the model to choose. */
    static Element star() {
        return text("span", "star", "★").attr("title", "the model to choose");
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0
                ? names.getFirst()
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The worst that was done to the loop, if people would notice. */
    private @Nullable Element freeze() {
        double longest = LagStrip.FREEZE_MILLIS;
        String held = null;
        for (var workload : comparison.workloads()) {
            for (var result : workload.models()) {
                var figures = result.figures();
                if (figures != null && figures.lag().heldMillis() >= longest) {
                    longest = figures.lag().heldMillis();
                    held = workload.workload().name() + " under " + result.model().name();
                }
            }
        }
        return held == null
                ? null
                : with(
                        tag("p", "freeze"),
                        text("strong", "", Times.of(longest)),
                        text(
                                "span",
                                "",
                                " is the longest that the event loop answered nobody, while it ran "
                                        + held
                                        + "."));
    }

    private Element decisions() {
        var body = tag("tbody", "");
        comparison.workloads().forEach(workload -> body.appendChild(decision(workload)));
        return with(
                tag("table", "decisions"),
                text("caption", "hidden", "Where each job goes"),
                with(
                        tag("thead", ""),
                        with(
                                tag("tr", ""),
                                column("", "Job"),
                                column("", "Goes to"),
                                column("", "Gain"),
                                column("", "Why"))),
                body);
    }

    private static Element decision(WorkloadResult result) {
        var decision = Decision.of(result);
        var workload = result.workload();
        var job =
                words(
                        tag("th", "job").attr("scope", "row"),
                        link(Tags.id(workload.name()), workload.name()),
                        text("span", "what", workload.what()));
        return with(
                tag("tr", ""),
                job,
                with(tag("td", "goes"), goesTo(decision)),
                with(tag("td", "gain"), gain(decision)),
                text("td", "why", decision.verdict()));
    }

    private static Element goesTo(Decision decision) {
        String best = decision.best();
        return best == null
                ? text("span", "none", "no model to name")
                : words(tag("span", "chosen"), star(), text("strong", "", best));
    }

    private static Element gain(Decision decision) {
        String baseline = decision.baseline();
        return baseline == null
                ? text("span", "none", "–")
                : words(
                        tag("span", ""),
                        text("strong", "factor", Times.ratio(decision.factor())),
                        text("span", "against", "against " + baseline));
    }
}
