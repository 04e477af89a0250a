package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.drawing;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.LoopLag;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.html.Scale;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * The loop's lag over one round as a strip of slices. Height and colour both tell the lag, on one
 * scale for the whole page, so that a freeze looks the same everywhere.
 */
final class LagStrip {
    private static final int HEIGHT = 28;
    private static final double LEAST_MILLIS = 0.1;

    /** From here on people notice. */
    static final double FREEZE_MILLIS = 100;

    /** Where the next colour begins. */
    private static final List<Double> LEVELS = List.of(1.0, 10.0, FREEZE_MILLIS);

    private final Scale scale;

    private LagStrip(Scale scale) {
        this.scale = scale;
    }

    /** One scale for all strips of a page. */
    static LagStrip of(Comparison comparison) {
        double greatest =
                comparison.workloads().stream()
                        .flatMap(LagStrip::lags)
                        .mapToDouble(LoopLag::maxMillis)
                        .max()
                        .orElse(0);
        return new LagStrip(Scale.decades(LEAST_MILLIS, Math.max(greatest, 10 * FREEZE_MILLIS)));
    }

    private static Stream<LoopLag> lags(WorkloadResult result) {
        return result.models().stream()
                .map(ModelResult::figures)
                .filter(Objects::nonNull)
                .map(figures -> figures.lag());
    }

    /** What height and colour mean. */
    Element key() {
        var ticks = scale.ticks();
        var key =
                drawing(
                        "lag-key",
                        "Height and colour of a slice: "
                                + Scale.label(ticks.getFirst())
                                + " to "
                                + Scale.label(ticks.getLast())
                                + ", log scale");
        double step = 100.0 / (ticks.size() - 1);
        for (int i = 1; i < ticks.size(); i++) {
            double height = height(ticks.get(i));
            String x = (i - 1) * step + "%";
            key.appendChild(
                    tag("rect", "lag-" + level(ticks.get(i)))
                            .attr("x", x)
                            .attr("y", number(HEIGHT - height))
                            .attr("width", "7")
                            .attr("height", number(height)));
            key.appendChild(
                    text("text", "", Scale.label(ticks.get(i)))
                            .attr("x", x)
                            .attr("dx", "11")
                            .attr("y", Integer.toString(HEIGHT - 1)));
        }
        return key;
    }

    /** One model's strip. */
    Element strip(String model, LoopLag lag) {
        int slices = lag.strip().size();
        var strip =
                drawing(
                                "strip",
                                "Loop lag while "
                                        + model
                                        + " ran: held for "
                                        + Times.of(lag.heldMillis())
                                        + " in a typical round")
                        .attr("viewBox", "0 0 " + Math.max(1, slices) + " " + HEIGHT)
                        .attr("preserveAspectRatio", "none");
        for (int level = 0; level <= LEVELS.size(); level++) {
            String path = path(lag.strip(), level);
            if (!path.isEmpty()) {
                strip.appendChild(tag("path", "lag-" + level).attr("d", path));
            }
        }
        return strip;
    }

    /** All slices of one colour; neighbours of one height make one block. */
    private String path(List<Double> strip, int level) {
        var path = new StringBuilder();
        for (int i = 0; i < strip.size(); i++) {
            if (level(strip.get(i)) == level) {
                int first = i;
                String height = number(height(strip.get(i)));
                while (i + 1 < strip.size()
                        && level(strip.get(i + 1)) == level
                        && number(height(strip.get(i + 1))).equals(height)) {
                    i++;
                }
                path.append('M').append(first).append(' ').append(HEIGHT);
                path.append("v-").append(height).append('h').append(i - first + 1);
                path.append('v').append(height).append('z');
            }
        }
        return path.toString();
    }

    private double height(double millis) {
        return Math.max(1, scale.percent(millis) / 100 * HEIGHT);
    }

    static int level(double millis) {
        return (int) LEVELS.stream().filter(from -> millis >= from).count();
    }

    private static String number(double value) {
        return Numbers.threeDigits(Math.max(0, value));
    }
}
