package dev.heddle.lab.report;

import static dev.heddle.lab.report.Tags.div;
import static dev.heddle.lab.report.Tags.tag;
import static dev.heddle.lab.report.Tags.text;
import static dev.heddle.lab.report.Tags.with;
import static java.util.Objects.requireNonNull;

import dev.heddle.lab.Comparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * A comparison as one HTML file: no script, nothing from elsewhere, and a policy that tells the
 * browser so.
 */
public final class Page {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private Page() {}

    /**
     * Makes it.
     *
     * @param notMeasured the names of the workloads that an interrupt left out
     */
    public static String of(Comparison comparison, List<String> notMeasured) {
        var document = new Document("");
        document.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
        document.appendChild(new DocumentType("html", "", ""));
        document.appendChild(
                with(
                        tag("html", "").attr("lang", "en"),
                        head(comparison),
                        body(comparison, notMeasured)));
        return document.outerHtml() + "\n";
    }

    private static Element head(Comparison comparison) {
        return with(
                tag("head", ""),
                tag("meta", "").attr("charset", "utf-8"),
                tag("meta", "")
                        .attr("http-equiv", "Content-Security-Policy")
                        .attr("content", POLICY),
                meta("viewport", "width=device-width, initial-scale=1"),
                meta("color-scheme", "light dark"),
                text("title", "", comparison.title()),
                tag("style", "").appendChild(new DataNode(css())));
    }

    private static Element meta(String name, String content) {
        return tag("meta", "").attr("name", name).attr("content", content);
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
                Surroundings.processor(environment)
                        + " · "
                        + Surroundings.time(environment)
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

    private static String css() {
        try (var in = requireNonNull(Page.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
