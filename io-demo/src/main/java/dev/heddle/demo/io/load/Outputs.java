package dev.heddle.demo.io.load;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.ReportFile;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.LoadResult;
import dev.heddle.load.report.LoadText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that tells of a result: the summary, or JSON, and the files. */
final class Outputs {
    private final Options.Output output;
    private final String command;
    private final Stdio stdio;
    private final @Nullable ReportFile report;

    private Outputs(
            Options.Output output, String command, Stdio stdio, @Nullable ReportFile report) {
        this.output = output;
        this.command = command;
        this.stdio = stdio;
        this.report = report;
    }

    /**
     * Those that were asked for, each of which can be written as far as can be told by trying.
     *
     * @param command which measures the same again
     */
    static Outputs open(Options.Output output, String command, Stdio stdio) {
        return new Outputs(output, command, stdio, ReportFile.open(output.report()));
    }

    void tell(LoadResult result) {
        if (!output.quiet()) {
            var colors = stdio.outIsTerminal() && stdio.color() ? Colors.ANSI : Colors.NONE;
            stdio.print(LoadText.of(result, List.of(), colors));
        }
        if (report != null) {
            report.write(command);
        }
    }
}
