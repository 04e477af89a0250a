package dev.heddle.demo.io.fetch;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.cli.Screen;
import dev.heddle.lab.cli.Stdio;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says on standard error how far a run is: a bar on a terminal and below it the busiest hosts, what
 * failed and the loop's lag; elsewhere a line now and then. Has a thread of its own, so that a
 * terminal that stands still holds nobody up.
 *
 * <p>me.tongfei's progressbar was tried: finding out the terminal's width takes it 170 ms and five
 * processes. This bar gives way to its figures in a narrow terminal, and tells it not to wrap.
 */
final class Progress implements AutoCloseable {
    private static final int CELLS = 24;
    private static final long REDRAW_MILLIS = 100;
    private static final long LINE_MILLIS = 5_000;
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    private final Stdio stdio;
    private final Tally tally;
    private final UrlSource source;
    private final Colors colors;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Written by the loop. */
    private volatile @Nullable Live live;

    Progress(Stdio stdio, Tally tally, UrlSource source) {
        this.stdio = stdio;
        this.tally = tally;
        this.source = source;
        this.colors = stdio.color() ? Colors.ANSI : Colors.NONE;
        this.thread = Thread.ofPlatform().daemon().name("heddle-progress").unstarted(this::run);
    }

    static Progress show(Stdio stdio, Tally tally, UrlSource source) {
        var progress = new Progress(stdio, tally, source);
        progress.thread.start();
        return progress;
    }

    /** Whether anybody looks at more than figures. */
    boolean wantsDetails() {
        return stdio.errIsTerminal();
    }

    /** Takes the next thing to show; from any thread. */
    void show(Live moment) {
        live = moment;
    }

    /** Says what is waited for before there is anything to count; the bar takes its place. */
    static void announce(Stdio stdio, String what) {
        if (stdio.errIsTerminal()) {
            stdio.printError(Numbers.cut("  " + what + "…", stdio.columns() - 1));
        }
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    // --- on the thread of its own -----------------------------------------------------------

    private void run() {
        if (stdio.errIsTerminal()) {
            draw();
        } else {
            printLines();
        }
    }

    private void draw() {
        var screen = new Screen(stdio);
        var panel = new Panel(colors, stdio.columns() - 1, stdio.rows() - 1);
        long lastDone = 0;
        double rate = 0;
        while (!isClosedWithin(REDRAW_MILLIS)) {
            long done = tally.done();
            double now = (done - lastDone) * 1e3 / REDRAW_MILLIS;
            // Smoothed over about a second, so that it can be read.
            rate = lastDone == 0 ? now : rate + (now - rate) / 10;
            lastDone = done;
            var moment = live;
            screen.draw(bar(done, rate), moment == null ? List.of() : panel.lines(moment));
        }
        screen.clear();
    }

    private void printLines() {
        long lastDone = 0;
        while (!isClosedWithin(LINE_MILLIS)) {
            long done = tally.done();
            stdio.printError(line(done, (done - lastDone) * 1e3 / LINE_MILLIS));
            lastDone = done;
        }
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            // Nobody interrupts this thread; if somebody did, it would be to end it.
            return true;
        }
    }

    String bar(long done, double rate) {
        long expected = source.expected();
        int width = stdio.columns() - 1;
        String figures = "  " + figures(done, expected, rate);
        boolean fits = figures.length() + CELLS + 2 <= width;
        String cells = expected > 0 && fits ? "  " + cells((double) done / expected) : "";
        // One blank between cells and figures, two before what comes first.
        String shown = cells.isEmpty() ? Numbers.cut(figures, width) : figures.substring(1);
        return cells + shown;
    }

    private String cells(double share) {
        int eighths = (int) Math.round(Math.clamp(share, 0, 1) * CELLS * 8);
        String full = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
        return colors.good(full) + colors.dim("·".repeat(CELLS - (eighths + 7) / 8));
    }

    String line(long done, double rate) {
        return "heddle: " + figures(done, source.expected(), rate) + "\n";
    }

    private String figures(long done, long expected, double rate) {
        long failed = tally.failed();
        return Numbers.count(done)
                + (expected > 0
                        ? (source.isCounted() ? " of " : " of about ")
                                + Numbers.count(Math.max(done, expected))
                        : "")
                + (failed > 0 ? ", " + Numbers.count(failed) + " failed" : "")
                + ", "
                + Numbers.count(Math.round(rate))
                + "/s";
    }
}
