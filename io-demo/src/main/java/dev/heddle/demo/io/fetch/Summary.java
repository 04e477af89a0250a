package dev.heddle.demo.io.fetch;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.Numbers;

/** A report for a person; what others said is cut where the line would not fit. */
final class Summary {
    /** For a file or a pipe. */
    static final int ANY_WIDTH = Integer.MAX_VALUE;

    private static final int LABEL = 13;
    private static final int COUNT = 9;

    /** Kinds of failures shown; the records have all of them. */
    private static final int KINDS = 8;

    private final Report report;
    private final Colors colors;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private Summary(Report report, Colors colors, int width) {
        this.report = report;
        this.colors = colors;
        this.width = width;
    }

    static String of(Report report, Colors colors, int width) {
        return new Summary(report, colors, width).write();
    }

    private String write() {
        text.append("  ").append(headline()).append("\n\n");
        if (report.sumNanos() > 0) {
            row("speed", speed());
            row("latency", latency());
            row("at once", atOnce());
            row("one by one", oneByOne());
            if (report.lag().count() > 0) {
                row("loop lag", lag());
            }
            text.append('\n');
        }
        passed();
        if (report.interrupted() && notDone() > 0) {
            row("not done", unfinished());
            text.append('\n');
        }
        if (report.failed() > 0) {
            failures();
        }
        if (report.slowest().size() > 1) {
            slowest();
        }
        return text.toString();
    }

    private String headline() {
        String fetched =
                report.failed() == 0
                        ? Numbers.count(report.urls(), "URL")
                        : Numbers.count(report.ok()) + " of " + Numbers.count(report.urls(), "URL");
        String failed =
                report.failed() == 0
                        ? colors.good("none failed")
                        : colors.bad(Numbers.count(report.failed()) + " failed");
        return (report.interrupted() ? colors.bad("Interrupted: ") : "")
                + colors.bold(fetched + " fetched in " + Numbers.seconds(report.seconds()))
                + ", "
                + failed;
    }

    private String speed() {
        return Numbers.threeDigits(report.perSecond())
                + " requests/s, "
                + Numbers.bytes(report.bytes())
                + " received";
    }

    private String latency() {
        var latency = report.latency();
        return percentile("p50", latency.p50())
                + percentile("p90", latency.p90())
                + percentile("p99", latency.p99())
                + percentile("max", latency.max()).stripTrailing();
    }

    private String percentile(String name, long micros) {
        return colors.dim(name) + " " + Numbers.millis(Report.Latency.millis(micros)) + "   ";
    }

    private String atOnce() {
        return "up to "
                + Numbers.count(report.peak(), "request")
                + " on "
                + Numbers.count(report.threads(), "thread");
    }

    private String oneByOne() {
        double seconds = report.sumNanos() / 1e9;
        double times = seconds / report.seconds();
        String compared =
                times < 1.5 ? "" : ", " + Numbers.count(Math.round(times)) + " times as long";
        return "would have taken " + Numbers.seconds(seconds) + compared;
    }

    /** As far as is known. */
    private long notDone() {
        return Math.max(report.unfinished(), report.total() - report.urls());
    }

    private String unfinished() {
        return report.total() < 0
                ? Numbers.count(report.unfinished(), "URL") + " under way, and those not begun"
                : Numbers.count(notDone())
                        + " of "
                        + Numbers.count(report.total(), "URL")
                        + ", "
                        + Numbers.count(report.unfinished())
                        + " of them under way";
    }

    private String lag() {
        return millis(report.lag().meanNanos())
                + " on average, "
                + millis(report.lag().worstNanos())
                + " at worst";
    }

    private static String millis(long nanos) {
        return Numbers.millis(LoopLag.Figures.millis(nanos));
    }

    private void passed() {
        var passed = report.passed();
        if (passed.recorded() > 0) {
            row(
                    "recorded",
                    Numbers.count(passed.recorded(), "URL")
                            + " by an earlier run, not fetched again");
        }
        if (passed.repeats() > 0) {
            row("repeats", Numbers.count(passed.repeats(), "line") + " passed over");
        }
        if (passed.recorded() + passed.repeats() > 0) {
            text.append('\n');
        }
    }

    private void slowest() {
        text.append("  ").append(colors.dim("slowest")).append('\n');
        for (var slow : report.slowest()) {
            String took = Numbers.right(millis(slow.nanos()), COUNT + 2);
            text.append(took)
                    .append("  ")
                    .append(Numbers.cut(slow.url(), Math.max(1, width - took.length() - 2)))
                    .append('\n');
            String phases = PhaseTimes.describe(slow.flight());
            if (!phases.isEmpty()) {
                detail(phases);
            }
        }
        text.append('\n');
    }

    private void row(String label, String value) {
        text.append("  ").append(colors.dim(Numbers.left(label, LABEL))).append(value).append('\n');
    }

    private void failures() {
        var kinds = report.failures();
        for (var failures : kinds.subList(0, Math.min(KINDS, kinds.size()))) {
            text.append(colors.bad(Numbers.right(Numbers.count(failures.count), COUNT)))
                    .append("  ")
                    .append(failures.kind)
                    .append(failures.count == 1 ? "" : colors.dim(", the first:"))
                    .append('\n');
            if (!failures.kind.equals("bad-url") || !failures.message.contains(failures.url)) {
                detail(failures.url);
            }
            detail(failures.message);
        }
        if (kinds.size() > KINDS) {
            detail("and " + Numbers.count(kinds.size() - KINDS, "other kind"));
        }
        text.append('\n');
    }

    private void detail(String line) {
        String indent = " ".repeat(COUNT + 4);
        text.append(indent)
                .append(colors.dim(Numbers.cut(line, Math.max(1, width - indent.length()))))
                .append('\n');
    }
}
