package dev.heddle.demo.io.load;

import dev.heddle.lab.cli.ReportFile;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.LoadResult;
import org.jspecify.annotations.Nullable;

/** All that tells of a result: the summary, or JSON, and the files. */
final class Outputs {
    private final Options.Output output;
    private final Stdio stdio;
    private final @Nullable ReportFile report;

    private Outputs(Options.Output output, Stdio stdio, @Nullable ReportFile report) {
        this.output = output;
        this.stdio = stdio;
        this.report = report;
    }

    /** Those that were asked for, each of which can be written as far as can be told by trying. */
    static Outputs open(Options.Output output, Stdio stdio) {
        return new Outputs(output, stdio, ReportFile.open(output.report()));
    }

    void tell(LoadResult result) {
        stdio.print(output + " " + report + " " + result);
    }
}
