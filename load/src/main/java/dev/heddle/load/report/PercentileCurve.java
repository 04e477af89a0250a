package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;
import static java.util.Comparator.comparingDouble;

import dev.heddle.lab.html.Scale;
import dev.heddle.lab.report.Times;
import dev.heddle.load.Latencies;
import dev.heddle.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * Latency over its percentiles, and service time and send slip beside it. The axis is that of
 * HdrHistogram's plots: equal steps are equal factors of 1 / (1 - p), so that the slowest are seen.
 */
final class PercentileCurve {
    private static final int HEIGHT = 250;
    private static final int STEPS = 160;
    private static final double MOST_NINES = 6;
    private static final double LEAST_MILLIS = 0.01;

    /** For the value over the highest point. */
    private static final double HEADROOM = 2;

    private static final List<Double> TICKS = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 99.999);
    private static final List<Double> POINTS = List.of(50.0, 99.0, 99.9);

    private final LoadResult result;
    private final double most;
    private final Scale y;
    private final Plot plot;

    private PercentileCurve(LoadResult result) {
        this.result = result;
        this.most = Math.clamp(Math.log10((double) result.latency().count()), 1, MOST_NINES);
        this.y = scale(result);
        this.plot =
                new Plot(
                        "percentile-curve",
                        "Latency over percentiles: p50 %s, p99 %s, max %s"
                                .formatted(
                                        Times.of(result.latency().millis(50)),
                                        Times.of(result.latency().millis(99)),
                                        Times.of(result.latency().maxMillis())),
                        HEIGHT,
                        y);
    }

    static Element of(LoadResult result) {
        return new PercentileCurve(result).figure();
    }

    private static Scale scale(LoadResult result) {
        double greatest =
                Math.max(result.latency().maxMillis(), zero(result.service().maxMillis()));
        double least =
                Math.min(
                        greatest,
                        Math.min(
                                positive(result.service().millis(0)),
                                positive(result.sendSlip().millis(0))));
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, LEAST_MILLIS))));
        return new Scale(power, Math.max(HEADROOM * greatest, 10 * power), true);
    }

    private static double zero(double millis) {
        return Double.isFinite(millis) ? millis : 0;
    }

    private static double positive(double millis) {
        return millis > 0 ? millis : Double.POSITIVE_INFINITY;
    }

    private Element figure() {
        plot.grid(Scale::label);
        for (double percent : TICKS) {
            if (nines(percent) <= most) {
                plot.upright(x(percent), PercentileTable.name(percent));
            }
        }
        if (slipped()) {
            plot.path("slip", path(result.sendSlip()));
        }
        plot.path("latency", path(result.latency()))
                .path("service", path(result.service()))
                .unroll();
        for (double percent : POINTS) {
            double millis = result.latency().millis(percent);
            if (Double.isFinite(millis)) {
                plot.point(x(percent), millis, Times.of(millis));
            }
        }
        endings();
        return with(
                tag("figure", ""),
                with(
                        tag("figcaption", ""),
                        text("h3", "", "Latency by percentile"),
                        text(
                                "p",
                                "hint",
                                "From when a request was due (latency) and from when it was sent"
                                        + " (service). Both axes log.")),
                plot.drawing());
    }

    private boolean slipped() {
        return result.sendSlip().maxMillis() > 0;
    }

    private double x(double percent) {
        return 100 * nines(percent) / most;
    }

    private static double nines(double percent) {
        return -Math.log10(1 - percent / 100);
    }

    private String path(Latencies latencies) {
        var path = new StringBuilder();
        for (int i = 0; i <= STEPS; i++) {
            double millis = latencies.millis(100 * (1 - Math.pow(10, -most * i / STEPS)));
            if (Double.isFinite(millis)) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(Plot.number((double) Plot.WIDTH * i / STEPS))
                        .append(' ')
                        .append(Plot.number(plot.y(millis)));
            }
        }
        return path.toString();
    }

    /** The curves' names at their ends, the upper first, none over another. */
    private void endings() {
        record Ending(String name, double top) {}
        var endings = new ArrayList<Ending>();
        endings.add(new Ending("latency", plot.y(result.latency().maxMillis())));
        if (result.service().count() > 0) {
            endings.add(new Ending("service", plot.y(result.service().maxMillis())));
        }
        if (slipped()) {
            endings.add(new Ending("slip", plot.y(result.sendSlip().maxMillis())));
        }
        endings.sort(comparingDouble(Ending::top));
        double free = -Plot.APART;
        for (var ending : endings) {
            double top = Math.max(ending.top(), free);
            plot.ending("name " + ending.name(), top, ending.name());
            free = top + Plot.APART;
        }
    }
}
