package dev.heddle.demo.io.load;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.load.LoadProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A load test at one moment, in words: lines for a terminal, or one line. */
final class Board {
    private static final int CELLS = 24;
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    /** Narrower, there is no room for more than where it stands. */
    private static final int NARROW = 50;

    /** Lower, neither. */
    private static final int LOW = 7;

    private static final int LABEL = 11;
    private static final int CELL = 17;

    private final Colors colors;
    private final int width;
    private final int height;

    Board(Colors colors, int width, int height) {
        this.colors = colors;
        this.width = width;
        this.height = height;
    }

    // --- for a terminal ---------------------------------------------------------------------

    /** How far it is. */
    String bar(LoadProgress now) {
        String text = phase(now);
        if (text.length() + CELLS + 4 > width) {
            return Numbers.cut("  " + text, width);
        }
        return "  " + cells(share(now)) + " " + text;
    }

    private String cells(double share) {
        int eighths = (int) Math.round(Math.clamp(share, 0, 1) * CELLS * 8);
        String full = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
        return colors.good(full) + colors.dim("·".repeat(CELLS - (eighths + 7) / 8));
    }

    /** How it goes; nothing where there is no room. */
    List<String> lines(LoadProgress now) {
        if (width < NARROW || height < LOW) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(row("rate", wanted(now), perSecond(now.rate()) + " sent", connections(now)));
        lines.add(answers(now));
        lines.add(
                row(
                        "latency",
                        "p50 " + time(now.recent().millis(50)),
                        "p99 " + time(now.recent().millis(99)),
                        "max " + time(now.recent().maxMillis()) + ", in the last second"));
        lines.add(
                row(
                        "generator",
                        time(now.sendSlip().maxMillis()) + " late",
                        time(now.lagMillis()) + " loop lag",
                        "at most, likewise"));
        if (!now.errors().isEmpty()) {
            lines.add(label("errors") + colors.bad(errors(now, width - LABEL - 2)));
        }
        return lines;
    }

    private String answers(LoadProgress now) {
        String failed = Numbers.left(Numbers.count(now.failed()) + " failed", CELL);
        return label("answers")
                + Numbers.left(Numbers.count(now.ok()) + " ok", CELL)
                + (now.failed() > 0 ? colors.bad(failed) : failed).stripTrailing();
    }

    private String row(String name, String first, String second, String rest) {
        String text = Numbers.left(first, CELL) + Numbers.left(second, CELL) + rest;
        return label(name) + Numbers.cut(text.stripTrailing(), width - LABEL - 2);
    }

    private String label(String text) {
        return "  " + colors.dim(Numbers.left(text, LABEL));
    }

    private static String wanted(LoadProgress now) {
        return now.wantedRate() > 0 ? perSecond(now.wantedRate()) + " wanted" : "as it comes";
    }

    private static String connections(LoadProgress now) {
        return Numbers.count(now.inFlight())
                + " in flight, "
                + Numbers.count(now.waiting())
                + " waiting";
    }

    // --- elsewhere --------------------------------------------------------------------------

    /** All that a log needs, in one line. */
    static String line(LoadProgress now) {
        String wanted = now.wantedRate() > 0 ? " of " + perSecond(now.wantedRate()) : "";
        return "heddle: "
                + phase(now)
                + ": "
                + perSecond(now.rate())
                + wanted
                + ", "
                + Numbers.count(now.ok())
                + " ok, "
                + Numbers.count(now.failed())
                + " failed, p99 "
                + time(now.recent().millis(99))
                + ", max "
                + time(now.recent().maxMillis())
                + ", "
                + connections(now)
                + "\n";
    }

    // --- both -------------------------------------------------------------------------------

    private static String phase(LoadProgress now) {
        return switch (now.phase()) {
            case WARM_UP -> "warming up, " + timeOf(now);
            case MEASURING -> "measuring, " + timeOf(now);
            case DRAINING -> "waiting for the last answers";
        };
    }

    private static String timeOf(LoadProgress now) {
        return time(now.elapsed()) + " of " + time(now.elapsed().plus(now.left()));
    }

    private static double share(LoadProgress now) {
        if (now.phase() == LoadProgress.Phase.DRAINING) {
            return 1;
        }
        double all = now.elapsed().plus(now.left()).toNanos();
        return all > 0 ? now.elapsed().toNanos() / all : 0;
    }

    /** The most frequent first. */
    private static String errors(LoadProgress now, int room) {
        var kinds =
                now.errors().entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .map(kind -> Numbers.count(kind.getValue()) + " " + kind.getKey())
                        .toList();
        return Numbers.cut(String.join(", ", kinds), room);
    }

    private static String perSecond(double rate) {
        return rate < 9.5
                ? Numbers.threeDigits(rate) + "/s"
                : Numbers.count(Math.round(rate)) + "/s";
    }

    private static String time(double millis) {
        return Double.isNaN(millis) ? "–" : Numbers.time(millis);
    }

    private static String time(Duration time) {
        return Numbers.count(Math.round(time.toMillis() / 1e3)) + " s";
    }
}
