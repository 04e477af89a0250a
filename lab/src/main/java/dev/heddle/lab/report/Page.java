package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.html.Facts;
import dev.heddle.lab.html.HtmlPage;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * A comparison as one HTML file: no script, nothing from elsewhere, and a policy that tells the
 * browser so.
 */
public final class Page {
    private Page() {}

    /**
     * Makes it.
     *
     * @param notMeasured the names of the workloads that an interrupt left out
     */
    public static String of(Comparison comparison, List<String> notMeasured) {
        return HtmlPage.of(
                comparison.title(),
                HtmlPage.css(Page.class, "page.css"),
                body(comparison, notMeasured));
    }

    private static Element body(Comparison comparison, List<String> notMeasured) {
        var lags = LagStrip.of(comparison);
        var workloads =
                with(
                        tag("section", "").attr("aria-labelledby", "workloads"),
                        text("h2", "", "Job by job").attr("id", "workloads"));
        comparison
                .workloads()
                .forEach(result -> workloads.appendChild(WorkloadSection.of(result, lags)));
        var main = with(tag("main", ""), header(comparison));
        notices(main, comparison, notMeasured);
        with(
                main,
                Lead.of(comparison),
                Matrix.of(comparison),
                workloads,
                Guide.of(comparison),
                Surroundings.of(comparison));
        return with(tag("body", ""), main);
    }

    private static Element header(Comparison comparison) {
        var environment = comparison.environment();
        String where =
                Facts.processor(environment)
                        + " · "
                        + Facts.time(environment.at())
                        + (comparison.quick() ? " · a quick run, with smaller sizes" : "");
        return with(
                tag("header", ""),
                text("p", "brand", "Heddle compare"),
                text("h1", "", comparison.title()),
                text("p", "where", where));
    }

    private static void notices(Element main, Comparison comparison, List<String> notMeasured) {
        if (!comparison.invalidReasons().isEmpty()) {
            var reasons = tag("ul", "");
            comparison
                    .invalidReasons()
                    .forEach(reason -> reasons.appendChild(text("li", "", reason)));
            main.appendChild(
                    div(
                            "notice invalid",
                            text("strong", "", Decision.caution(comparison)),
                            reasons));
        }
        if (!notMeasured.isEmpty()) {
            main.appendChild(
                    div(
                            "notice",
                            text("strong", "", "Interrupted"),
                            text(
                                    "p",
                                    "",
                                    "Not measured: " + String.join(", ", notMeasured) + ".")));
        }
    }
}
