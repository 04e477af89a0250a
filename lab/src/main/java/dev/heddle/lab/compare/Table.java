package dev.heddle.lab.compare;

import static java.util.Objects.requireNonNull;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.Lines;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Decision;
import dev.heddle.lab.report.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A comparison as text of eighty columns: of each workload the verdict, then a row for each model
 * that was measured, then a line for those that were not.
 */
final class Table {
    static final int WIDTH = 80;

    private static final int NAME = 16;
    private static final int BAR = 11;

    /** The widths of what follows the name. */
    private static final int[] CELLS = {9, 14, 8, BAR + 2, 9, 9};

    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    /** Where a sign and not its colour alone tells the best. */
    private static final String BEST = "★";

    private final Colors colors;
    private final StringBuilder text = new StringBuilder();

    private Table(Colors colors) {
        this.colors = colors;
    }

    /**
     * Writes it.
     *
     * @param notMeasured the workloads that an interrupt left out
     */
    static String of(Comparison comparison, List<String> notMeasured, Colors colors) {
        var table = new Table(colors);
        table.heading(comparison);
        comparison.workloads().forEach(table::workload);
        table.ending(comparison, notMeasured);
        return table.text.toString();
    }

    private void heading(Comparison comparison) {
        var environment = comparison.environment();
        String where =
                Numbers.count(environment.cores(), "core")
                        + ", "
                        + environment.java()
                        + (comparison.quick() ? ", quick" : "");
        text.append(colors.bold(Numbers.cut(comparison.title(), WIDTH))).append('\n');
        text.append(colors.dim(Numbers.cut(where, WIDTH))).append('\n');
        invalid(comparison);
    }

    private void workload(WorkloadResult result) {
        var workload = result.workload();
        text.append('\n').append(colors.bold(Numbers.cut(workload.name(), WIDTH)));
        String kind = "  " + workload.kind().word();
        text.append(colors.dim(kind)).append('\n');
        paragraph("  ", workload.what(), colors::dim);
        paragraph("  → ", result.verdict(), UnaryOperator.identity());
        var measured = result.models().stream().filter(ModelResult::available).toList();
        if (!measured.isEmpty()) {
            rows(result, measured);
        }
        notes(measured);
        absent(result.models());
    }

    private void rows(WorkloadResult result, List<ModelResult> measured) {
        String titles =
                row("  model", "median", "interval", "ratio", " ".repeat(BAR), "loop lag", "CPU");
        text.append(colors.dim(titles)).append('\n');
        double longest = measured.stream().mapToDouble(Table::median).max().orElse(0);
        for (var model : measured) {
            boolean best = model.model().name().equals(result.best());
            String row = row(model, best ? BEST : " ", longest);
            text.append(best ? colors.good(row) : row).append('\n');
        }
    }

    private static String row(ModelResult result, String sign, double longest) {
        var figures = requireNonNull(result.figures());
        return row(
                sign + " " + Numbers.cut(result.model().name(), NAME),
                Times.of(figures.millis().median()),
                Times.interval(figures.millis()),
                Times.ratio(result.ratioToBest()),
                bar(longest > 0 ? median(result) / longest : 0),
                Times.of(figures.lag().heldMillis()),
                Times.of(figures.cpuSeconds() * 1e3));
    }

    private static String row(String name, String... cells) {
        var row = new StringBuilder(Numbers.left(name, NAME + 2));
        for (int i = 0; i < cells.length; i++) {
            row.append(Numbers.right(cells[i], CELLS[i]));
        }
        return row.toString();
    }

    private static String bar(double share) {
        int eighths = Math.max(1, (int) Math.round(Math.clamp(share, 0, 1) * BAR * 8));
        return Numbers.left("█".repeat(eighths / 8) + EIGHTHS[eighths % 8], BAR);
    }

    private static double median(ModelResult result) {
        return requireNonNull(result.figures()).millis().median();
    }

    private void notes(List<ModelResult> measured) {
        String notes =
                measured.stream()
                        .filter(result -> !result.why().isEmpty())
                        .map(result -> result.model().name() + " " + result.why())
                        .collect(Collectors.joining("; "));
        if (!notes.isEmpty()) {
            paragraph("  note: ", notes, colors::dim);
        }
    }

    private void absent(List<ModelResult> models) {
        Map<String, List<String>> namesByWhy = new LinkedHashMap<>();
        for (var result : models) {
            if (!result.available()) {
                namesByWhy
                        .computeIfAbsent(result.why(), _ -> new ArrayList<>())
                        .add(result.model().name());
            }
        }
        namesByWhy.forEach((why, names) ->
                paragraph(
                        "  absent: ",
                        String.join(", ", names) + (why.isEmpty() ? "" : " (" + why + ")"),
                        colors::dim));
    }

    private void ending(Comparison comparison, List<String> notMeasured) {
        var decisions = Decision.all(comparison);
        if (decisions.size() > 1 && decisions.stream().anyMatch(d -> d.best() != null)) {
            text.append('\n').append(colors.bold("Which goes where")).append('\n');
            decisions.forEach(this::decision);
        }
        if (!notMeasured.isEmpty()) {
            text.append('\n');
            paragraph(
                    "Interrupted: ",
                    String.join(", ", notMeasured) + " not measured.",
                    colors::bold);
        }
    }

    private void decision(Decision decision) {
        String best = decision.best();
        String line =
                "  "
                        + Numbers.left(Numbers.cut(decision.workload(), NAME), NAME + 1)
                        + (best == null
                                ? "no model to name"
                                : "→ " + Numbers.left(Numbers.cut(best, NAME), NAME + 1));
        text.append(best == null ? line : line + decision.comparedToBaseline()).append('\n');
    }

    private void invalid(Comparison comparison) {
        if (!comparison.invalidReasons().isEmpty()) {
            text.append(colors.bad(Decision.caution(comparison) + ":")).append('\n');
        }
        comparison
                .invalidReasons()
                .forEach(reason -> paragraph("  ", reason, UnaryOperator.identity()));
    }

    /** Text after a word of its own, on as many lines as it takes. */
    private void paragraph(String first, String body, UnaryOperator<String> emphasis) {
        int hanging = first.isBlank() ? first.length() : 4;
        for (String line : Lines.hanging(first, body, hanging, WIDTH)) {
            text.append(emphasis.apply(line)).append('\n');
        }
    }
}
