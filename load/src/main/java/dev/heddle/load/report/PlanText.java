package dev.heddle.load.report;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.load.LoadPlan;
import dev.heddle.load.Spacing;
import dev.heddle.load.Stage;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a load test was asked to do, for people. */
final class PlanText {
    private PlanText() {}

    /** {@code 500/s for 10 s}, {@code 100/s to 1,000/s in 10 s, then 500/s for 30 s}. */
    static String traffic(LoadPlan plan) {
        return plan.isOpen()
                ? plan.stages().stream().map(PlanText::stage).collect(Collectors.joining(", then "))
                : Numbers.count(plan.users(), "user") + " for " + length(plan.duration());
    }

    /** {@code evenly spaced; 2 s of warm-up; 1 loop; up to 1,000 connections; seed 4711}. */
    static String terms(LoadPlan plan) {
        String spacing =
                !plan.isOpen()
                        ? "closed model"
                        : plan.spacing() == Spacing.EVEN ? "evenly spaced" : "Poisson arrivals";
        String warmUp =
                plan.warmUp().isZero() ? "no warm-up" : length(plan.warmUp()) + " of warm-up";
        return String.join(
                "; ",
                spacing,
                warmUp,
                Numbers.count(plan.loops(), "loop"),
                "up to " + Numbers.count(plan.connections(), "connection"),
                "timeout " + length(plan.timeout()),
                "seed " + plan.seed());
    }

    private static String stage(Stage stage) {
        String length = length(stage.length());
        return stage.from() == stage.to()
                ? rate(stage.from()) + " for " + length
                : rate(stage.from()) + " to " + rate(stage.to()) + " in " + length;
    }

    /** {@code 500/s}, {@code 0.50/s}. */
    static String rate(double perSecond) {
        return (perSecond == Math.rint(perSecond)
                        ? Numbers.count(Math.round(perSecond))
                        : Numbers.threeDigits(perSecond))
                + "/s";
    }

    /** {@code 10 s}, {@code 500 ms}, {@code 1.50 s}, {@code 2 min 5 s}. */
    static String length(Duration time) {
        long millis = time.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        return millis % 1_000 == 0 && millis < 120_000
                ? millis / 1_000 + " s"
                : Numbers.seconds(millis / 1e3);
    }
}
