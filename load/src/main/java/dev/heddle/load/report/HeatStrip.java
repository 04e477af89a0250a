package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;
import static dev.heddle.lab.html.Tags.words;

import dev.heddle.lab.html.Scale;
import dev.heddle.load.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * Latency over time: a column for each slice, a cell in it for each range of latency, the darker
 * the more of the slice's answers took so long.
 */
final class HeatStrip {
    static final int HEIGHT = 168;

    private static final int CELLS_IN_DECADE = 6;
    private static final double LEAST_MILLIS = 0.01;

    /** Where the next shade begins: the share of a slice's answers. */
    private static final List<Double> SHADES = List.of(0.01, 0.05, 0.15, 0.4);

    private static final List<String> SHADE_NAMES =
            List.of("some", "1 %", "5 %", "15 %", "40 % or more");

    private final List<Slice> slices;
    private final double seconds;
    private final Scale scale;
    private final int cells;

    HeatStrip(List<Slice> slices, double seconds) {
        this.slices = slices;
        this.seconds = seconds;
        this.scale = scale(slices);
        this.cells = (int) Math.round(decades(scale) * CELLS_IN_DECADE);
    }

    Scale scale() {
        return scale;
    }

    private static Scale scale(List<Slice> slices) {
        var all = slices.stream().map(Slice::latency).filter(some -> some.count() > 0).toList();
        double least = all.stream().mapToDouble(some -> some.millis(0)).min().orElse(LEAST_MILLIS);
        double greatest = all.stream().mapToDouble(some -> some.maxMillis()).max().orElse(1);
        double from = Math.pow(10, Math.floor(Math.log10(Math.max(least, LEAST_MILLIS))));
        double whole = Math.ceil(CELLS_IN_DECADE * Math.log10(greatest / from) + 1e-9);
        double cells = Math.max(CELLS_IN_DECADE, whole);
        return new Scale(from, from * Math.pow(10, cells / CELLS_IN_DECADE), true);
    }

    private static double decades(Scale scale) {
        return Math.log10(scale.to() / scale.from());
    }

    void draw(Plot plot) {
        plot.grid(Scale::label);
        var shades = new ArrayList<StringBuilder>();
        for (int shade = 0; shade <= SHADES.size(); shade++) {
            shades.add(new StringBuilder());
        }
        slices.stream()
                .filter(slice -> slice.latency().count() > 0)
                .forEach(slice -> column(slice, shades));
        for (int shade = 0; shade < shades.size(); shade++) {
            plot.path("heat-" + shade, shades.get(shade).toString());
        }
        plot.path("p99", line(plot)).unroll();
    }

    private void column(Slice slice, List<StringBuilder> shades) {
        long[] counts = new long[cells];
        double all = slice.latency().count();
        for (var value : slice.latency().histogram().recordedValues()) {
            counts[cell(value.getValueIteratedTo())] += value.getCountAtValueIteratedTo();
        }
        for (int cell = 0; cell < cells; cell++) {
            if (counts[cell] > 0) {
                draw(shades.get(shade(counts[cell] / all)), slice, cell);
            }
        }
    }

    /** The ends take what is beyond them. */
    private int cell(long nanos) {
        return Math.clamp((int) (cells * scale.percent(nanos / 1e6) / 100), 0, cells - 1);
    }

    private static int shade(double share) {
        return (int) SHADES.stream().filter(from -> share >= from).count();
    }

    private void draw(StringBuilder path, Slice slice, int cell) {
        double height = (double) HEIGHT / cells;
        path.append('M').append(x(slice.fromSeconds()));
        path.append(' ').append(Plot.number(HEIGHT - (cell + 1) * height));
        path.append('H').append(x(slice.fromSeconds() + slice.seconds()));
        path.append('v').append(Plot.number(height));
        path.append('H').append(x(slice.fromSeconds())).append('z');
    }

    /** The 99th percentile, where a slice has answers enough for it. */
    private String line(Plot plot) {
        var path = new StringBuilder();
        boolean joined = false;
        for (var slice : slices) {
            double p99 = slice.latency().millis(99);
            if (Double.isFinite(p99)) {
                path.append(joined ? 'L' : 'M').append(x(slice.fromSeconds()));
                path.append(' ').append(Plot.number(plot.y(p99)));
                path.append('H').append(x(slice.fromSeconds() + slice.seconds()));
            }
            joined = Double.isFinite(p99);
        }
        return path.toString();
    }

    private String x(double at) {
        return Plot.number(Plot.WIDTH * at / seconds);
    }

    /** What the shades mean. */
    Element key() {
        var key = tag("span", "heat-key");
        for (int shade = 0; shade < SHADE_NAMES.size(); shade++) {
            words(
                    key,
                    with(
                            tag("span", ""),
                            tag("i", "swatch shade-" + shade).attr("aria-hidden", "true"),
                            text("span", "", SHADE_NAMES.get(shade))));
        }
        boolean lined =
                slices.stream().anyMatch(slice -> Double.isFinite(slice.latency().millis(99)));
        return lined
                ? words(
                        key,
                        with(
                                tag("span", ""),
                                tag("i", "swatch line").attr("aria-hidden", "true"),
                                text("span", "", "p99")))
                : key;
    }
}
