package dev.heddle.load.report;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.Lines;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Times;
import dev.heddle.load.Latencies;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Slice;
import dev.heddle.load.SloResult;
import dev.heddle.load.SlowRequest;
import dev.heddle.load.Step;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A result as text of eighty columns: the verdict, then the figures it rests on. Where the run is
 * not valid, the reasons come first, and each heading of figures says it again.
 */
public final class LoadText {
    private static final int WIDTH = 80;
    private static final int LABEL = 26;
    private static final int CELL = 10;

    /** Kinds of errors and steps that are shown; JSON has all of them. */
    private static final int KINDS = 8;

    private static final int STEPS = 12;
    private static final int SLOWEST = 3;

    private final LoadResult result;
    private final Colors colors;
    private final StringBuilder text = new StringBuilder();

    private LoadText(LoadResult result, Colors colors) {
        this.result = result;
        this.colors = colors;
    }

    /**
     * Writes it.
     *
     * @param result of a load test
     * @param baseline sentences about how it compares with an earlier one; empty without
     * @param colors for a terminal, or none
     * @return lines, each with its end
     */
    public static String of(LoadResult result, List<String> baseline, Colors colors) {
        return new LoadText(result, colors).write(baseline);
    }

    /**
     * What it came to, in a sentence or two.
     *
     * @param result of a load test
     * @return one line
     */
    public static String verdict(LoadResult result) {
        return printable(Verdict.of(result));
    }

    private String write(List<String> baseline) {
        heading();
        counts();
        latencies();
        objectives();
        errors();
        steps();
        baseline(baseline);
        slowest();
        health();
        return text.toString();
    }

    private void heading() {
        var plan = result.plan();
        line(colors.bold(fit(plan.what(), WIDTH)));
        paragraph("", PlanText.traffic(plan) + "; " + PlanText.terms(plan), colors::dim);
        text.append('\n');
        boolean good = result.valid() && result.met() && result.failed() == 0;
        paragraph("→ ", Verdict.of(result), good ? colors::good : colors::bad);
        if (result.invalidReasons().size() > 1) {
            result.invalidReasons().forEach(reason -> paragraph("  - ", reason, plain()));
        }
        if (!plan.isOpen()) {
            paragraph(
                    "  ",
                    "The closed model: a user who waits sends nothing, so the waiting of those who"
                            + " would have come meanwhile is in no figure here. A rate shows it.",
                    colors::dim);
        }
    }

    private void counts() {
        title(heading("arrivals"));
        count("offered", result.offered(), perSecond(result.offered()));
        count("sent", result.sent(), perSecond(result.sent()));
        count("ok", result.ok(), PlanText.rate(result.ratePerSecond()));
        count(
                "failed",
                result.failed(),
                Verdict.percent(result.failed(), result.ok() + result.failed()));
    }

    private void count(String name, long value, String beside) {
        String row =
                Numbers.left("  " + name, LABEL)
                        + Numbers.right(Numbers.count(value), CELL)
                        + "   "
                        + beside;
        line(name.equals("failed") && value > 0 ? colors.bad(row) : row);
    }

    private String perSecond(long arrivals) {
        double seconds = result.measured().toNanos() / 1e9;
        return seconds > 0
                ? Numbers.count(Math.round(arrivals / seconds)) + "/s"
                : Times.of(Double.NaN);
    }

    private void latencies() {
        title(row(heading("latency"), "p50", "p90", "p99", "p99.9", "max"));
        line(latencies("  from the intended start", result.latency()));
        line(latencies("  service time", result.service()));
        line(latencies("  send slip", result.sendSlip()));
        long left = result.ok() + result.failed() - result.latency().count();
        if (left > 0) {
            paragraph(
                    "  ",
                    "Of %s and of timeouts; %s that failed otherwise: not in it."
                            .formatted(
                                    Numbers.count(result.ok(), "good answer"), Numbers.count(left)),
                    colors::dim);
        }
    }

    private static String latencies(String name, Latencies latencies) {
        return row(
                name,
                Times.of(latencies.millis(50)),
                Times.of(latencies.millis(90)),
                Times.of(latencies.millis(99)),
                Times.of(latencies.millis(99.9)),
                Times.of(latencies.maxMillis()));
    }

    private void objectives() {
        if (result.slo().isEmpty()) {
            return;
        }
        title(heading("objectives"));
        for (SloResult slo : result.slo()) {
            paragraph(
                    sign(slo),
                    slo.slo() + ": " + slo.evidence(),
                    slo.met() ? colors::good : colors::bad);
        }
    }

    private static String sign(SloResult slo) {
        if (slo.met()) {
            return "  ✓ met     ";
        }
        return slo.told() ? "  ✗ MISSED  " : "  ? cannot be told  ";
    }

    private void errors() {
        if (result.errors().isEmpty()) {
            return;
        }
        title("errors");
        var kinds =
                result.errors().entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .toList();
        for (var kind : kinds.subList(0, Math.min(KINDS, kinds.size()))) {
            String count = Numbers.right(Numbers.count(kind.getValue()), CELL) + "  ";
            line(colors.bad(count + fit(kind.getKey(), WIDTH - count.length())));
            String first = result.firstErrors().get(kind.getKey());
            if (first != null && !first.equals(kind.getKey())) {
                paragraph(" ".repeat(CELL + 2), "first: " + first, colors::dim);
            }
        }
        more(kinds.size() - KINDS, "other kind");
    }

    private void steps() {
        if (result.steps().isEmpty()) {
            return;
        }
        title(row(heading("steps, service"), "ok", "failed", "p50", "p99", "max"));
        for (Step step : result.steps().subList(0, Math.min(STEPS, result.steps().size()))) {
            String row =
                    row(
                            "  " + fit(step.name(), LABEL - 3),
                            Numbers.count(step.ok()),
                            Numbers.count(step.failed()),
                            Times.of(step.service().millis(50)),
                            Times.of(step.service().millis(99)),
                            Times.of(step.service().maxMillis()));
            line(step.failed() > 0 ? colors.bad(row) : row);
        }
        more(result.steps().size() - STEPS, "other step");
    }

    private void baseline(List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        title(heading("against the baseline"));
        sentences.forEach(sentence -> paragraph("  ", sentence, plain()));
    }

    private void slowest() {
        if (result.slowest().isEmpty()) {
            return;
        }
        title(heading("slowest"));
        var some = result.slowest().subList(0, Math.min(SLOWEST, result.slowest().size()));
        for (SlowRequest slow : some) {
            String took = Numbers.right(Times.of(slow.latencyMillis()), CELL);
            String what = slow.what() + ", " + slow.outcome();
            String at = "  at " + Numbers.seconds(slow.atSeconds()) + "  ";
            line(took + at + fit(what, WIDTH - took.length() - at.length()));
            String phases =
                    slow.phases().stream()
                            .map(phase -> phase.name() + " " + Times.of(phase.millis()))
                            .collect(Collectors.joining(" + "));
            if (!phases.isEmpty()) {
                paragraph(" ".repeat(CELL + 2), phases, colors::dim);
            }
        }
    }

    private void health() {
        text.append('\n');
        var worst = result.worstSecond();
        if (worst != null) {
            paragraph(Numbers.left("worst second", 14), worst(worst), plain());
        }
        paragraph(Numbers.left("generator", 14), HealthText.of(result.generator()), plain());
        var stub = result.stub();
        if (stub != null) {
            paragraph(Numbers.left("stub", 14), HealthText.of(stub), plain());
        }
    }

    private static String worst(Slice second) {
        double p99 = second.latency().millis(99);
        String latency =
                Double.isNaN(p99)
                        ? "max " + Times.of(second.latency().maxMillis())
                        : "p99 " + Times.of(p99);
        return "from %s on: %s, %s offered, %s failed, loop lag up to %s"
                .formatted(
                        Numbers.seconds(second.fromSeconds()),
                        latency,
                        Numbers.count(second.offered()),
                        Numbers.count(second.failed()),
                        Times.of(second.lagMillis()));
    }

    /** Figures of an invalid run are never read without that. */
    private String heading(String name) {
        return result.valid() ? name : name + " (not valid)";
    }

    private void title(String line) {
        text.append('\n');
        line(result.valid() ? colors.dim(line) : colors.bad(line));
    }

    private void more(int others, String noun) {
        if (others > 0) {
            line(colors.dim(" ".repeat(CELL + 2) + "and " + Numbers.count(others, noun)));
        }
    }

    private static String row(String name, String... cells) {
        var row = new StringBuilder(Numbers.left(name, LABEL));
        for (String cell : cells) {
            row.append(Numbers.right(cell, CELL));
        }
        return row.toString();
    }

    private void paragraph(String first, String body, UnaryOperator<String> emphasis) {
        for (String line : Lines.hanging(first, printable(body), first.length(), WIDTH)) {
            line(emphasis.apply(line));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String fit(String text, int width) {
        return printable(Numbers.cut(text, width));
    }

    /** What a server says cannot command a terminal. */
    private static String printable(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return line.toString();
    }

    private static UnaryOperator<String> plain() {
        return UnaryOperator.identity();
    }
}
