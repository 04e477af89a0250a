package dev.heddle.lab.compare;

import dev.heddle.lab.Catalogue;
import dev.heddle.lab.Comparison;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.Trial;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Interrupts;
import dev.heddle.lab.cli.ReportFile;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.lab.report.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of the command: measures what was chosen, and tells what came of it. */
final class CompareRun {
    private final Catalogue catalogue;
    private final CompareOptions options;
    private final List<Trial> trials;
    private final Measurer.Opener opener;
    private final Stdio stdio;
    private final List<WorkloadResult> results = new ArrayList<>();

    CompareRun(
            Catalogue catalogue,
            CompareOptions options,
            List<Trial> trials,
            Measurer.Opener opener,
            Stdio stdio) {
        this.catalogue = catalogue;
        this.options = options;
        this.trials = trials;
        this.opener = opener;
        this.stdio = stdio;
    }

    /** Measures everything, or until it is interrupted; returns the exit code. */
    int run() {
        var report = ReportFile.open(options.report());
        var stop = new Stop();
        try (var interrupts = Interrupts.listen(_ -> stop.now())) {
            var comparison = measure(stop);
            tell(comparison, report);
            if (!notMeasured().isEmpty()) {
                return interrupts.happened() ? interrupts.exitCode() : ExitCode.INTERRUPTED;
            }
            return comparison.invalidReasons().isEmpty() ? ExitCode.OK : ExitCode.INVALID;
        }
    }

    private Comparison measure(Stop stop) {
        try (var progress = Progress.of(stdio, options.quiet(), trials.size());
                var measurer = opener.open(Efforts.of(options.quick(), trials.size()), progress)) {
            runTrials(measurer, stop);
            return orNothing(measurer.comparison(heading(), results));
        }
    }

    private Measurer.Heading heading() {
        return new Measurer.Heading(
                catalogue.title(), options.command(), options.quick(), catalogue.engines());
    }

    private void runTrials(Measurer measurer, Stop stop) {
        try {
            for (int i = 0; i < trials.size() && !stop.asked(); i++) {
                results.add(measurer.run(trials.get(i)));
            }
        } catch (InterruptedException _) {
            // By Stop: what is not measured is named beside the results.
        } finally {
            stop.over();
        }
    }

    /** A comparison of models none of which is there is no comparison. */
    private static Comparison orNothing(Comparison comparison) {
        boolean anyMeasured =
                comparison.workloads().stream()
                        .flatMap(workload -> workload.models().stream())
                        .anyMatch(ModelResult::available);
        if (anyMeasured || comparison.workloads().isEmpty()) {
            return comparison;
        }
        var reasons = new ArrayList<>(comparison.invalidReasons());
        reasons.add("No model could be measured on this machine.");
        return new Comparison(
                comparison.title(),
                comparison.command(),
                comparison.quick(),
                comparison.environment(),
                reasons,
                comparison.workloads());
    }

    private void tell(Comparison comparison, @Nullable ReportFile report) {
        var rest = notMeasured();
        if (options.json()) {
            stdio.print(ComparisonJson.of(comparison, rest));
        } else {
            boolean colored = stdio.outIsTerminal() && stdio.color();
            stdio.print(Table.of(comparison, rest, colored ? Colors.ANSI : Colors.NONE));
        }
        if (report != null && results.isEmpty()) {
            stdio.complain("nothing was measured, so " + report + " is left as it was");
        } else if (report != null) {
            report.write(Page.of(comparison, rest));
            if (!options.quiet()) {
                stdio.printError("heddle: the page is " + report.uri() + "\n");
            }
        }
    }

    /** The names of the workloads that an interrupt left out. */
    private List<String> notMeasured() {
        return trials.stream().skip(results.size()).map(trial -> trial.workload().name()).toList();
    }
}
