package dev.heddle.demo.io.load;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.ReportFile;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.LoadResult;
import dev.heddle.load.report.Baseline;
import dev.heddle.load.report.Comparison;
import dev.heddle.load.report.LoadJson;
import dev.heddle.load.report.LoadPage;
import dev.heddle.load.report.LoadText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that tells of a result: the summary, or JSON, and the files. */
final class Outputs {
    private final Options.Output output;
    private final @Nullable Baseline baseline;
    private final String command;
    private final Stdio stdio;
    private final @Nullable ReportFile report;
    private final @Nullable LogFile log;

    /**
     * Those that were asked for, each of which can be written as far as can be told by trying.
     *
     * @param command which measures the same again
     */
    Outputs(Options options, String command, Stdio stdio) {
        this.output = options.output();
        this.baseline = options.baseline();
        this.command = command;
        this.stdio = stdio;
        this.report = ReportFile.open(output.report());
        this.log = LogFile.open(output.hlog());
    }

    /** Standard output first, as nothing keeps that from being read. */
    void tell(LoadResult result) {
        var comparison = baseline == null ? null : baseline.against(result);
        List<String> sentences = comparison == null ? List.of() : comparison.sentences();
        print(result, comparison, sentences);
        if (result.offered() == 0) {
            leave(output.report());
            leave(output.hlog());
            return;
        }
        if (report != null) {
            report.write(LoadPage.of(result, sentences, command));
            tellUser("the page is " + report.uri());
        }
        if (log != null) {
            log.write(result);
        }
    }

    private void print(LoadResult result, @Nullable Comparison comparison, List<String> sentences) {
        if (output.json()) {
            stdio.print(LoadJson.of(result, comparison));
        } else if (!output.quiet()) {
            var colors = stdio.outIsTerminal() && stdio.color() ? Colors.ANSI : Colors.NONE;
            stdio.print(LoadText.of(result, sentences, colors));
        }
    }

    private void leave(@Nullable Path file) {
        if (file != null) {
            String how = Files.exists(file) ? " is left as it was" : " is not written";
            stdio.complain("nothing was measured, so " + file + how);
        }
    }

    private void tellUser(String sentence) {
        if (!output.quiet()) {
            stdio.complain(sentence);
        }
    }
}
