package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.html.Facts;
import dev.heddle.lab.html.HtmlPage;
import dev.heddle.load.LoadResult;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A load test as one HTML file: no script, and nothing from elsewhere. */
public final class LoadPage {
    private final LoadResult result;
    private final List<String> comparison;
    private final @Nullable String command;

    private LoadPage(LoadResult result, List<String> comparison, @Nullable String command) {
        this.result = result;
        this.comparison = List.copyOf(comparison);
        this.command = command;
    }

    /** Makes it, without a comparison. */
    public static String of(LoadResult result) {
        return of(result, List.of(), null);
    }

    /**
     * Makes it.
     *
     * @param result what came of the test
     * @param comparison how that differs from an earlier result, in sentences; empty without one
     * @param command that measures it again; null if there is none
     * @return the file's text
     */
    public static String of(LoadResult result, List<String> comparison, @Nullable String command) {
        return HtmlPage.of(
                "Load on " + result.plan().what(),
                HtmlPage.css(LoadPage.class, "load.css"),
                new LoadPage(result, comparison, command).body());
    }

    private Element body() {
        var main = with(tag("main", ""), header());
        Notices.of(result).forEach(main::appendChild);
        main.appendChild(Lead.of(result, comparison));
        if (result.ok() + result.failed() > 0) {
            Timeline.of(result).forEach(main::appendChild);
            Breakdown.of(result).forEach(main::appendChild);
            SlowestRequests.of(result).forEach(main::appendChild);
            main.appendChild(Generator.of(result));
        }
        if (!result.valid()) {
            Doubt.mark(main);
        }
        return with(tag("body", ""), with(main, LoadGuide.section(), terms()));
    }

    private Element header() {
        var environment = result.environment();
        String where =
                PlanText.traffic(result.plan())
                        + " · "
                        + Facts.processor(environment)
                        + " · "
                        + Facts.time(result.began());
        return with(
                tag("header", ""),
                text("p", "brand", "Heddle load"),
                text("h1", "", result.plan().what()),
                text("p", "where", where));
    }

    private Element terms() {
        var plan = result.plan();
        var asked =
                new Facts()
                        .add("Traffic", PlanText.traffic(plan))
                        .add("Terms", PlanText.terms(plan))
                        .add("Measured time", PlanText.length(result.measured()));
        var section =
                with(
                        tag("section", "").attr("aria-labelledby", "environment"),
                        text("h2", "", "What was asked, and where").attr("id", "environment"),
                        div(
                                "pair",
                                div("", text("h3", "", "The test"), asked.list()),
                                div(
                                        "",
                                        text("h3", "", "The generator's machine"),
                                        Facts.of(result.environment()))));
        return command == null
                ? section
                : with(
                        section,
                        text("h3", "again", "To measure it again"),
                        with(tag("pre", ""), text("code", "", command)));
    }
}
