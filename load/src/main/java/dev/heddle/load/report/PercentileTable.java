package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.report.Times;
import dev.heddle.load.Latencies;
import dev.heddle.load.LoadResult;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jsoup.nodes.Element;

/** Latency, service time and send slip, in figures. */
final class PercentileTable {
    private static final List<Double> PERCENTS = List.of(50.0, 75.0, 90.0, 99.0, 99.9, 99.99);

    private PercentileTable() {}

    static Element of(LoadResult result) {
        var body = tag("tbody", "");
        for (double percent : PERCENTS) {
            body.appendChild(row(result, name(percent), all -> all.millis(percent)));
        }
        body.appendChild(row(result, "max", Latencies::maxMillis));
        body.appendChild(row(result, "mean", Latencies::meanMillis));
        return with(
                tag("table", "percentiles"),
                text("caption", "hidden", "Percentiles of latency, service time and send slip"),
                with(
                        tag("thead", ""),
                        with(
                                tag("tr", ""),
                                column("", "Percentile"),
                                column("num", "Latency"),
                                column("num", "Service"),
                                column("num", "Slip"))),
                body);
    }

    /** {@code p99.9}. */
    static String name(double percent) {
        return "p" + (percent == Math.rint(percent) ? "" + (int) percent : "" + percent);
    }

    private static Element row(LoadResult result, String name, ToDoubleFunction<Latencies> figure) {
        return with(
                tag("tr", ""),
                text("th", "", name).attr("scope", "row"),
                text("td", "num of", Times.of(figure.applyAsDouble(result.latency()))),
                text("td", "num", Times.of(figure.applyAsDouble(result.service()))),
                text("td", "num", Times.of(figure.applyAsDouble(result.sendSlip()))));
    }
}
