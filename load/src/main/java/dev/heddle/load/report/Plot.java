package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.tag;

import dev.heddle.lab.html.Scale;
import dev.heddle.lab.html.Tags;
import java.util.function.DoubleFunction;
import org.jsoup.nodes.Element;

/**
 * A drawing as wide as its place, of a height in pixels. Lines and areas go onto a canvas that is
 * stretched, labels beside it keep their size.
 */
final class Plot {
    /** How wide the canvas is, in units of its own. */
    static final int WIDTH = 1000;

    /** Labels would stand over each other if they were nearer, in pixels. */
    static final double APART = 14;

    /** Further left, a value beside its point would stand over the axis. */
    private static final double LEFT_PERCENT = 15;

    /** Further right, a label under its middle would stand out over the drawing. */
    private static final double RIGHT_PERCENT = 97;

    private final Element drawing;
    private final Element canvas;
    private final int height;
    private final Scale y;

    Plot(String classes, String sentence, int height, Scale y) {
        this.height = height;
        this.y = y;
        this.drawing =
                Tags.drawing("plot " + classes, sentence).attr("height", Integer.toString(height));
        this.canvas =
                tag("svg", "canvas")
                        .attr("width", "100%")
                        .attr("height", Integer.toString(height))
                        .attr("viewBox", "0 0 " + WIDTH + " " + height)
                        .attr("preserveAspectRatio", "none");
    }

    /** Where a value lies, in pixels from above. */
    double y(double value) {
        return height * (1 - y.percent(value) / 100);
    }

    /** Lines across at the ticks of the axis, each with its label. */
    Plot grid(DoubleFunction<String> label) {
        double free = Double.POSITIVE_INFINITY;
        for (double tick : y.ticks()) {
            drawing.appendChild(line("grid", "0", "100%", y(tick), y(tick)));
            if (y(tick) <= free) {
                drawing.appendChild(label("0", -8, y(tick) + 4, "end", label.apply(tick)));
                free = y(tick) - APART;
            }
        }
        return this;
    }

    /** A line upwards. */
    Plot upright(double percent) {
        drawing.appendChild(line("grid", at(percent), at(percent), 0, height));
        return this;
    }

    /** A line upwards, with a label under it. */
    Plot upright(double percent, String text) {
        String anchor = percent > RIGHT_PERCENT ? "end" : "middle";
        upright(percent).drawing.appendChild(label(at(percent), 0, height + 16, anchor, text));
        return this;
    }

    /** A label beside the right end. */
    Plot ending(String classes, double top, String text) {
        drawing.appendChild(label("100%", 8, top + 4, "start", text).attr("class", classes));
        return this;
    }

    /** A point, with its value beside it: over a line that rises to the right. */
    Plot point(double percent, double value, String text) {
        drawing.appendChild(
                tag("circle", "point")
                        .attr("cx", at(percent))
                        .attr("cy", number(y(value)))
                        .attr("r", "3"));
        boolean left = percent < LEFT_PERCENT;
        drawing.appendChild(
                label(
                                at(percent),
                                left ? 6 : -5,
                                y(value) + (left ? 15 : -7),
                                left ? "start" : "end",
                                text)
                        .attr("class", "value"));
        return this;
    }

    /** A band from top to bottom. */
    Plot band(String classes, double from, double to) {
        drawing.appendChild(
                tag("rect", classes)
                        .attr("x", at(from))
                        .attr("width", at(to - from))
                        .attr("y", "0")
                        .attr("height", Integer.toString(height)));
        return this;
    }

    /** A line or an area on the canvas; nothing if it is empty. */
    Plot path(String classes, String path) {
        if (!path.isEmpty()) {
            canvas.appendChild(tag("path", classes).attr("d", path));
        }
        return this;
    }

    /** What has been drawn so far is behind the canvas, what follows is before it. */
    Plot unroll() {
        drawing.appendChild(canvas);
        return this;
    }

    Element drawing() {
        return drawing;
    }

    private static Element line(String classes, String x1, String x2, double y1, double y2) {
        return tag("line", classes)
                .attr("x1", x1)
                .attr("x2", x2)
                .attr("y1", number(y1))
                .attr("y2", number(y2));
    }

    private static Element label(String x, int dx, double top, String anchor, String text) {
        return tag("text", "")
                .attr("x", x)
                .attr("dx", Integer.toString(dx))
                .attr("y", number(top))
                .attr("text-anchor", anchor)
                .text(text);
    }

    private static String at(double percent) {
        return number(percent) + "%";
    }

    /** With a decimal where it needs one. */
    static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : "" + rounded;
    }
}
