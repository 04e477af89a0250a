package dev.heddle.load.report;

import dev.heddle.lab.cli.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** What changed from one run to another, and what of that can be told. */
final class Changes {
    /** The histograms of slices have two digits: nearer to each other, times are the same. */
    private static final double SAME = 0.01;

    /** With fewer in both runs together, chance alone may have given them all to one. */
    private static final long LEAST_FAILED = 10;

    private final Measured before;
    private final Measured now;

    /** Figures whose ranges are asked for, each with what its draws are. */
    private final List<Figure> figures = new ArrayList<>();

    private final List<ToDoubleBiFunction<Draw, Draw>> draws = new ArrayList<>();

    /** One figure of both runs; its change is a ratio, or for errors a difference. */
    private record Figure(String name, String unit, double before, double now) {
        String spoken() {
            return switch (name) {
                case "errors" -> "the share of errors";
                case "rate" -> "the rate of good answers";
                default -> name;
            };
        }

        boolean isShare() {
            return unit.equals("%");
        }

        double change() {
            return isShare() ? now - before : now / before;
        }
    }

    /** Where a change is with 95 % confidence; NaN if that cannot be told. */
    private record Range(double low, double high) {
        /** A ratio reaches so many times as far down as up, of which its draws are logarithms. */
        static Range of(Figure figure, double reach) {
            return figure.isShare()
                    ? new Range(figure.change() - reach, figure.change() + reach)
                    : new Range(
                            figure.change() * Math.exp(-reach), figure.change() * Math.exp(reach));
        }
    }

    Changes(Measured before, Measured now) {
        this.before = before;
        this.now = now;
    }

    List<Change> all() {
        addPercentiles();
        if (before.failed() + now.failed() > 0) {
            figures.add(new Figure("errors", "%", before.errorPercent(), now.errorPercent()));
            draws.add((old, young) -> young.errorPercent() - old.errorPercent());
        }
        if (!now.plan().isOpen()) {
            figures.add(new Figure("rate", "/s", before.ratePerSecond(), now.ratePerSecond()));
            draws.add((old, young) -> Math.log(young.rate() / old.rate()));
        }
        var bootstrap = new Bootstrap(new Drawable(before.parts()), new Drawable(now.parts()));
        var reaches = bootstrap.reaches(draws);
        return IntStream.range(0, reaches.size())
                .mapToObj(i -> change(figures.get(i), Range.of(figures.get(i), reaches.get(i))))
                .toList();
    }

    private void addPercentiles() {
        for (int i = 0; i < Measured.PERCENTS.size(); i++) {
            int percent = Measured.PERCENTS.get(i);
            figures.add(
                    new Figure("p" + percent, "ms", before.millis().get(i), now.millis().get(i)));
            draws.add(
                    (old, young) -> Math.log(young.percentile(percent) / old.percentile(percent)));
        }
    }

    private Change change(Figure figure, Range range) {
        var verdict = verdict(figure, range);
        return new Change(
                figure.name,
                figure.unit,
                figure.before,
                figure.now,
                figure.change(),
                range.low(),
                range.high(),
                verdict,
                sentence(figure, range, verdict));
    }

    private Change.Verdict verdict(Figure figure, Range range) {
        return switch (figure.name) {
            case "errors" ->
                    before.failed() + now.failed() < LEAST_FAILED
                            ? Change.Verdict.UNTOLD
                            : verdict(
                                    range,
                                    0,
                                    0,
                                    Change.Verdict.MORE_ERRORS,
                                    Change.Verdict.FEWER_ERRORS);
            case "rate" ->
                    verdict(
                            range,
                            1 / (1 + SAME),
                            1 + SAME,
                            Change.Verdict.FASTER,
                            Change.Verdict.SLOWER);
            default ->
                    verdict(
                            range,
                            1 / (1 + SAME),
                            1 + SAME,
                            Change.Verdict.SLOWER,
                            Change.Verdict.FASTER);
        };
    }

    private static Change.Verdict verdict(
            Range range, double least, double most, Change.Verdict above, Change.Verdict below) {
        return range.low() > most ? above : range.high() < least ? below : Change.Verdict.UNTOLD;
    }

    private String sentence(Figure figure, Range range, Change.Verdict verdict) {
        String name = figure.spoken();
        if (!Double.isFinite(figure.change())) {
            return name + " cannot be compared: there are too few answers to tell it of both runs";
        }
        String values =
                "%s is %s and was %s"
                        .formatted(name, shown(figure, figure.now), shown(figure, figure.before));
        if (Double.isNaN(range.low())) {
            return values + ", and whether that is chance cannot be told: " + tooFew();
        }
        return "%s, %s: %s".formatted(values, factor(figure, range), verdict.word());
    }

    private String tooFew() {
        int least = Math.min(before.parts().size(), now.parts().size());
        return least < Bootstrap.LEAST_SLICES
                ? "there are only %d slices, and it takes %d; run for longer"
                        .formatted(least, Bootstrap.LEAST_SLICES)
                : "too many slices have no answers";
    }

    private static String factor(Figure figure, Range range) {
        return figure.isShare()
                ? String.format(
                        Locale.ROOT,
                        "%+.2f percentage points (%+.2f to %+.2f with 95 %% confidence)",
                        figure.change(),
                        range.low(),
                        range.high())
                : String.format(
                        Locale.ROOT,
                        "%.2f times (%.2f to %.2f with 95 %% confidence)",
                        figure.change(),
                        range.low(),
                        range.high());
    }

    private static String shown(Figure figure, double value) {
        return switch (figure.unit) {
            case "ms" -> Numbers.time(value);
            case "%" -> Numbers.threeDigits(value) + " %";
            default -> String.format(Locale.ROOT, "%,.1f/s", value);
        };
    }
}
