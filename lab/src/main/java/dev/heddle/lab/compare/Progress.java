package dev.heddle.lab.compare;

import dev.heddle.lab.Model;
import dev.heddle.lab.TrialListener;
import dev.heddle.lab.Workload;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.cli.Screen;
import dev.heddle.lab.cli.Stdio;
import java.util.List;

/**
 * Says on standard error what is measured: a bar that is drawn over on a terminal, a line for each
 * workload elsewhere. Draws only where something changes, since whatever runs beside a measurement
 * is measured with it.
 */
final class Progress implements TrialListener, AutoCloseable {
    private static final int CELLS = 20;

    private final Stdio stdio;
    private final boolean quiet;
    private final int workloads;
    private final Screen screen;
    private int begun;
    private String drawn = "";

    private Progress(Stdio stdio, boolean quiet, int workloads) {
        this.stdio = stdio;
        this.quiet = quiet;
        this.workloads = workloads;
        this.screen = new Screen(stdio);
    }

    /** One that says nothing if it shall be quiet. */
    static Progress of(Stdio stdio, boolean quiet, int workloads) {
        return new Progress(stdio, quiet, workloads);
    }

    @Override
    public void workloadBegan(Workload workload, int models) {
        begun++;
        if (!quiet && !stdio.errIsTerminal()) {
            stdio.printError(
                    "heddle: " + begun + " of " + workloads + ", " + workload.name() + "\n");
        }
        draw(workload.name(), 0);
    }

    @Override
    public void modelOpened(Workload workload, Model model) {
        draw(workload.name() + ": warming up " + model.name(), 0);
    }

    @Override
    public void roundMeasured(Workload workload, Model model, int done, int planned) {
        draw(workload.name() + ": measuring", (double) done / Math.max(1, planned));
    }

    private void draw(String what, double share) {
        if (quiet || !stdio.errIsTerminal()) {
            return;
        }
        int full = (int) (CELLS * (begun - 1 + Math.min(1, share)) / workloads);
        String line =
                "  %s%s %d of %d, %s"
                        .formatted(
                                "█".repeat(full),
                                "·".repeat(CELLS - full),
                                begun,
                                workloads,
                                what + (share > 0 ? " " + (int) (share * 100) + " %" : "…"));
        if (!line.equals(drawn)) {
            screen.draw(Numbers.cut(line, stdio.columns() - 1), List.of());
            drawn = line;
        }
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (!drawn.isEmpty()) {
            screen.clear();
        }
    }
}
