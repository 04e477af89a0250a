package dev.heddle.lab.compare;

import dev.heddle.lab.Workload;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.cli.Screen;
import dev.heddle.lab.cli.Stdio;
import java.util.List;

/**
 * Says on standard error what is measured: one line that is drawn over on a terminal, a line for
 * each workload elsewhere. Draws only when something changes, since whatever runs beside a
 * measurement is measured with it.
 */
final class Progress implements AutoCloseable {
    private final Stdio stdio;
    private final boolean quiet;
    private final int workloads;
    private final Screen screen;
    private boolean drawn;

    private Progress(Stdio stdio, boolean quiet, int workloads) {
        this.stdio = stdio;
        this.quiet = quiet;
        this.workloads = workloads;
        this.screen = new Screen(stdio);
    }

    static Progress of(Stdio stdio, boolean quiet, int workloads) {
        return new Progress(stdio, quiet, workloads);
    }

    /** The workload of this index has its turn. */
    void begin(int index, Workload workload) {
        String line = (index + 1) + " of " + workloads + ", " + workload.name();
        if (stdio.errIsTerminal()) {
            draw(line);
        } else if (!quiet) {
            stdio.printError("heddle: " + line + "\n");
        }
    }

    private void draw(String line) {
        if (!quiet) {
            screen.draw(Numbers.cut("  " + line + "…", stdio.columns() - 1), List.of());
            drawn = true;
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (drawn) {
            screen.clear();
        }
    }
}
