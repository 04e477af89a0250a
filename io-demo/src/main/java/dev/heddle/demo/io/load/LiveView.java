package dev.heddle.demo.io.load;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.Screen;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.LoadListener;
import dev.heddle.load.LoadProgress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says on standard error how a load test goes: a board on a terminal, elsewhere a line now and
 * then. Has a thread of its own, so that a terminal that stands still holds nobody up.
 */
final class LiveView implements LoadListener, AutoCloseable {
    private static final long REDRAW_MILLIS = 100;
    private static final long LINE_MILLIS = 5_000;

    private final Stdio stdio;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("heddle-progress").unstarted(this::run);

    /** Written by who measures. */
    private volatile @Nullable LoadProgress last;

    private LiveView(Stdio stdio) {
        this.stdio = stdio;
    }

    static LiveView show(Stdio stdio) {
        var view = new LiveView(stdio);
        view.thread.start();
        return view;
    }

    @Override
    public void progress(LoadProgress progress) {
        last = progress;
    }

    /** Takes the board away. */
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
        var colors = stdio.color() ? Colors.ANSI : Colors.NONE;
        var board = new Board(colors, stdio.columns() - 1, stdio.rows() - 1);
        var screen = new Screen(stdio);
        LoadProgress drawn = null;
        while (!isClosedWithin(REDRAW_MILLIS)) {
            var now = last;
            if (now != null && now != drawn) {
                screen.draw(board.bar(now), board.lines(now));
                drawn = now;
            }
        }
        screen.clear();
    }

    private void printLines() {
        while (!isClosedWithin(LINE_MILLIS)) {
            var now = last;
            if (now != null) {
                stdio.printError(Board.line(now));
            }
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
}
