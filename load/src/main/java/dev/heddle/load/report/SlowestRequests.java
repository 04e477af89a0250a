package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.drawing;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;
import static dev.heddle.lab.html.Tags.words;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Times;
import dev.heddle.load.LoadResult;
import dev.heddle.load.SlowRequest;
import java.util.List;
import org.jsoup.nodes.Element;

/** The slowest requests, and what their time went into. */
final class SlowestRequests {
    /** The others are there for those who ask. */
    private static final int SHOWN = 8;

    private static final int SHADES = 6;
    private static final int HEIGHT = 14;

    /** Shorter parts, of the slowest request, would not be seen in its bar. */
    private static final double VISIBLE_PERCENT = 0.1;

    private final List<SlowRequest> slowest;
    private final List<String> phases;

    private SlowestRequests(List<SlowRequest> slowest) {
        this.slowest = slowest;
        this.phases =
                slowest.stream()
                        .flatMap(request -> request.phases().stream())
                        .map(SlowRequest.Phase::name)
                        .distinct()
                        .toList();
    }

    static List<Element> of(LoadResult result) {
        return result.slowest().isEmpty()
                ? List.of()
                : List.of(new SlowestRequests(result.slowest()).section());
    }

    private Element section() {
        int shown = Math.min(SHOWN, slowest.size());
        var section =
                with(
                        tag("section", "").attr("aria-labelledby", "slowest"),
                        text("h2", "", "The slowest").attr("id", "slowest"),
                        key(),
                        table("The slowest requests", slowest.subList(0, shown)));
        var others = slowest.subList(shown, slowest.size());
        return others.isEmpty()
                ? section
                : with(
                        section,
                        with(
                                tag("details", ""),
                                text("summary", "", "The next " + others.size()),
                                table("The next slowest requests", others)));
    }

    private Element table(String caption, List<SlowRequest> requests) {
        var body = tag("tbody", "");
        requests.forEach(request -> body.appendChild(row(request)));
        return with(
                tag("table", "slowest"),
                text("caption", "hidden", caption + " and their phases"),
                with(
                        tag("thead", ""),
                        with(
                                tag("tr", ""),
                                column("num at", "Due at"),
                                column("what", "Request"),
                                column("num took", "Latency"),
                                column("phases", "What the time went into"),
                                column("outcome", "Outcome"))),
                body);
    }

    private Element key() {
        var key = tag("p", "hint phase-key");
        for (var phase : phases) {
            words(
                    key,
                    with(
                            tag("span", ""),
                            tag("i", "swatch phase-" + shade(phase)).attr("aria-hidden", "true"),
                            text("span", "", phase)));
        }
        return key;
    }

    private Element row(SlowRequest request) {
        boolean ok = request.outcome().equals("ok");
        return with(
                tag("tr", ""),
                text("td", "num at", Numbers.seconds(request.atSeconds())),
                text("th", "what", request.what()).attr("scope", "row"),
                text("td", "num took", Times.of(request.latencyMillis())),
                with(tag("td", "phases"), bar(request), inWords(request)),
                text("td", "outcome", ok ? "ok" : "✗ " + request.outcome()));
    }

    private Element bar(SlowRequest request) {
        var bar = drawing("phase-bar", "The phases of a request, as listed beside");
        double whole = slowest.getFirst().latencyMillis();
        double from = 0;
        for (var phase : request.phases()) {
            double width = phase.millis() > 0 ? 100 * phase.millis() / whole : 0;
            if (width >= VISIBLE_PERCENT) {
                bar.appendChild(
                        tag("rect", "phase-" + shade(phase.name()))
                                .attr("x", percent(from))
                                .attr("width", percent(width))
                                .attr("height", Integer.toString(HEIGHT)));
            }
            from += width;
        }
        return bar;
    }

    private static Element inWords(SlowRequest request) {
        double longest =
                request.phases().stream().mapToDouble(SlowRequest.Phase::millis).max().orElse(0);
        var all = tag("span", "parts");
        for (var phase : request.phases()) {
            String text = phase.name() + " " + Times.of(phase.millis());
            words(all, text(phase.millis() == longest ? "strong" : "span", "figure", text));
        }
        return all;
    }

    private int shade(String phase) {
        return phases.indexOf(phase) % SHADES;
    }

    private static String percent(double value) {
        return Math.round(value * 100) / 100.0 + "%";
    }
}
