package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.html.Scale;
import dev.heddle.lab.report.Times;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jsoup.nodes.Element;

/**
 * The measured time, slice by slice: rows on one axis of time, so that causes stand over effects.
 */
final class Timeline {
    private static final int RATE_HEIGHT = 96;
    private static final int FAILED_HEIGHT = 48;
    private static final int LAG_HEIGHT = 64;
    private static final double LEAST_LAG_MILLIS = 0.1;

    private final LoadResult result;
    private final List<Slice> slices;
    private final double seconds;

    private Timeline(LoadResult result) {
        this.result = result;
        this.slices = result.slices();
        this.seconds = slices.getLast().fromSeconds() + slices.getLast().seconds();
    }

    /** Empty if there is no time to show. */
    static List<Element> of(LoadResult result) {
        if (result.slices().isEmpty()) {
            return List.of();
        }
        var timeline = new Timeline(result);
        return timeline.seconds > 0 ? List.of(timeline.section()) : List.of();
    }

    private Element section() {
        var rows = new ArrayList<Element>();
        if (slices.stream().anyMatch(slice -> slice.latency().count() > 0)) {
            rows.add(heat());
        }
        rows.add(rate());
        if (result.failed() > 0) {
            rows.add(failed());
        }
        rows.add(lag());
        var section =
                with(
                        tag("section", "").attr("aria-labelledby", "time"),
                        text("h2", "", "Over time").attr("id", "time"),
                        worst());
        rows.forEach(section::appendChild);
        return with(section, figures());
    }

    private Element worst() {
        var worst = result.worstSecond();
        String begun = "What began at a time stands over that time, whenever it ended.";
        return worst == null
                ? text("p", "hint", begun)
                : text("p", "hint figure", worst(begun, worst));
    }

    private static String worst(String begun, Slice worst) {
        return "%s The worst second, marked, began %s in: p99 %s, longest %s."
                .formatted(
                        begun,
                        Numbers.seconds(worst.fromSeconds()),
                        Times.of(worst.latency().millis(99)),
                        Times.of(worst.latency().maxMillis()));
    }

    private Element heat() {
        var heat = new HeatStrip(slices, seconds);
        var plot =
                new Plot(
                        "heat",
                        "Latency over time, in " + slices.size() + " slices; log scale",
                        HeatStrip.HEIGHT,
                        heat.scale());
        markWorst(plot);
        uprights(plot);
        heat.draw(plot);
        return row("Latency", "the darker, the more of a slice's answers", plot, heat.key());
    }

    private Element rate() {
        double most =
                slices.stream()
                        .mapToDouble(
                                slice -> Math.max(slice.offered(), slice.ok()) / slice.seconds())
                        .max()
                        .orElse(0);
        var plot =
                new Plot(
                        "rate",
                        "Good answers and offered arrivals a second",
                        RATE_HEIGHT,
                        Scale.of(0, most));
        markWorst(plot);
        uprights(plot);
        plot.grid(Timeline::perSecond)
                .path("area", bars(plot, slice -> slice.ok() / slice.seconds()))
                .path("offered", steps(plot, slice -> slice.offered() / slice.seconds()));
        return row(
                "Rate",
                "area: answered well each second; line: offered",
                plot.unroll(),
                tag("span", ""));
    }

    private Element failed() {
        double most =
                slices.stream()
                        .mapToDouble(slice -> slice.failed() / slice.seconds())
                        .max()
                        .orElse(0);
        var plot = new Plot("failed", "Failures a second", FAILED_HEIGHT, Scale.of(0, most));
        markWorst(plot);
        uprights(plot);
        plot.grid(Timeline::perSecond)
                .path("bars", bars(plot, slice -> slice.failed() / slice.seconds()));
        return row("Failed", "each second", plot.unroll(), tag("span", ""));
    }

    private Element lag() {
        double most =
                slices.stream()
                        .mapToDouble(Slice::lagMillis)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(0);
        var plot =
                new Plot(
                        "lag",
                        "Greatest loop lag of the generator, log scale",
                        LAG_HEIGHT,
                        Scale.decades(LEAST_LAG_MILLIS, Math.max(most, 10)));
        markWorst(plot);
        plot.grid(Scale::label).path("bars", bars(plot, Slice::lagMillis));
        for (double tick : ticks()) {
            plot.upright(100 * tick / seconds, Numbers.count(Math.round(tick)) + " s");
        }
        return row(
                "Loop lag",
                "the generator's own, the greatest of a slice; log",
                plot.unroll(),
                tag("span", ""));
    }

    private List<Double> ticks() {
        return Scale.of(0, seconds).ticks();
    }

    private void uprights(Plot plot) {
        ticks().forEach(tick -> plot.upright(100 * tick / seconds));
    }

    private void markWorst(Plot plot) {
        var worst = result.worstSecond();
        if (worst != null) {
            double from = worst.fromSeconds();
            double to = Math.min(seconds, from + worst.seconds());
            plot.band("worst", 100 * from / seconds, 100 * to / seconds);
        }
    }

    private static Element row(String name, String what, Plot plot, Element key) {
        return with(
                tag("figure", "time-row"),
                with(tag("figcaption", ""), text("h3", "", name), text("span", "hint", what), key),
                plot.drawing());
    }

    /** A block for each slice; without a value, none. */
    private String bars(Plot plot, ToDoubleFunction<Slice> value) {
        var path = new StringBuilder();
        for (var slice : slices) {
            double height = plot.y(0) - plot.y(value.applyAsDouble(slice));
            if (height > 0) {
                String up = Plot.number(Math.max(1, height));
                path.append('M').append(x(slice.fromSeconds()));
                path.append(' ').append(Plot.number(plot.y(0)));
                path.append("v-").append(up).append('H');
                path.append(x(slice.fromSeconds() + slice.seconds()));
                path.append('v').append(up).append('z');
            }
        }
        return path.toString();
    }

    private String steps(Plot plot, ToDoubleFunction<Slice> value) {
        var path = new StringBuilder();
        for (var slice : slices) {
            path.append(path.isEmpty() ? 'M' : 'L').append(x(slice.fromSeconds()));
            path.append(' ').append(Plot.number(plot.y(value.applyAsDouble(slice))));
            path.append('H').append(x(slice.fromSeconds() + slice.seconds()));
        }
        return path.toString();
    }

    private String x(double at) {
        return Plot.number(Plot.WIDTH * at / seconds);
    }

    private static String perSecond(double rate) {
        return rate == Math.rint(rate)
                ? Numbers.count(Math.round(rate))
                : Numbers.threeDigits(rate);
    }

    private Element figures() {
        var head = with(tag("tr", ""), column("name", "From"));
        List.of("Offered", "Ok", "Failed", "p50", "p99", "Max", "Loop lag")
                .forEach(name -> head.appendChild(column("num", name)));
        var body = tag("tbody", "");
        slices.forEach(slice -> body.appendChild(figures(slice)));
        var table =
                with(
                        tag("table", "figures"),
                        text("caption", "hidden", "All slices of the measured time"),
                        with(tag("thead", ""), head),
                        body);
        return with(
                tag("details", ""),
                text("summary", "", "All slices in figures"),
                div("scroll", table).attr("tabindex", "0"));
    }

    private static Element figures(Slice slice) {
        var row =
                with(
                        tag("tr", ""),
                        text("th", "name", Numbers.seconds(slice.fromSeconds()))
                                .attr("scope", "row"));
        List.of(
                        Numbers.count(slice.offered()),
                        Numbers.count(slice.ok()),
                        Numbers.count(slice.failed()),
                        Times.of(slice.latency().millis(50)),
                        Times.of(slice.latency().millis(99)),
                        Times.of(slice.latency().maxMillis()),
                        Times.of(slice.lagMillis()))
                .forEach(cell -> row.appendChild(text("td", "num", cell)));
        return row;
    }
}
