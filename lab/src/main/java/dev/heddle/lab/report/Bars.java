package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.drawing;
import static dev.heddle.lab.html.Tags.tag;

import dev.heddle.lab.Interval;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.html.Scale;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Element;

/** The times of one workload's models as bars on one axis, each with its interval. */
final class Bars {
    private static final int HEIGHT = 28;
    private static final int THICKNESS = 12;
    private static final int MIDDLE = HEIGHT / 2;

    /** Labels nearer to the axis' ends than this would stand out over them. */
    private static final int EDGE_PERCENT = 8;

    private final Scale scale;

    private Bars(Scale scale) {
        this.scale = scale;
    }

    static Bars of(List<ModelResult> measured) {
        var times =
                measured.stream()
                        .map(ModelResult::figures)
                        .filter(Objects::nonNull)
                        .map(figures -> figures.millis())
                        .toList();
        return new Bars(
                Scale.of(
                        times.stream().mapToDouble(Interval::low).min().orElse(0),
                        times.stream().mapToDouble(Interval::high).max().orElse(0)));
    }

    String axisName() {
        return scale.log() ? "Time, log scale" : "Time";
    }

    /** The axis, its ticks labelled. */
    Element axis() {
        var axis =
                drawing(
                        "axis",
                        axisName()
                                + ", from "
                                + Scale.label(scale.from())
                                + " to "
                                + Scale.label(scale.to()));
        for (double tick : scale.ticks()) {
            double x = scale.percent(tick);
            String anchor = x < EDGE_PERCENT ? "start" : x > 100 - EDGE_PERCENT ? "end" : "middle";
            axis.appendChild(
                    tag("text", "")
                            .attr("x", percent(x))
                            .attr("y", "12")
                            .attr("text-anchor", anchor)
                            .text(Scale.label(tick)));
        }
        return axis;
    }

    /** One model's bar. */
    Element bar(String model, Interval millis, boolean best) {
        var bar =
                drawing(
                        best ? "bar best" : "bar",
                        model
                                + ": "
                                + Times.of(millis.median())
                                + ", interval "
                                + Times.interval(millis));
        for (double tick : scale.ticks()) {
            bar.appendChild(line("grid", scale.percent(tick), scale.percent(tick), 0, HEIGHT));
        }
        bar.appendChild(
                tag("rect", "")
                        .attr("y", Integer.toString(MIDDLE - THICKNESS / 2))
                        .attr("width", percent(scale.percent(millis.median())))
                        .attr("height", Integer.toString(THICKNESS))
                        .attr("rx", "2"));
        double low = scale.percent(millis.low());
        double high = scale.percent(millis.high());
        bar.appendChild(line("interval", low, high, MIDDLE, MIDDLE));
        bar.appendChild(line("interval", low, low, MIDDLE - 4, MIDDLE + 4));
        bar.appendChild(line("interval", high, high, MIDDLE - 4, MIDDLE + 4));
        return bar;
    }

    private static Element line(String classes, double x1, double x2, int y1, int y2) {
        return tag("line", classes)
                .attr("x1", percent(x1))
                .attr("x2", percent(x2))
                .attr("y1", Integer.toString(y1))
                .attr("y2", Integer.toString(y2));
    }

    private static String percent(double value) {
        return Math.round(value * 100) / 100.0 + "%";
    }
}
