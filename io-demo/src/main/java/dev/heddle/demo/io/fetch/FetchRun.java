package dev.heddle.demo.io.fetch;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;
import dev.heddle.TaskCancelledException;
import dev.heddle.demo.io.CommandFailure;
import dev.heddle.demo.io.ExitCode;
import dev.heddle.demo.io.Stdio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One run of the command: opens what it needs, fetches, and says how it went. */
final class FetchRun {
    /** The one clock of the command. */
    private static final LongSupplier NANO_TIME = System::nanoTime;

    private final Options options;
    private final Stdio stdio;
    private final Tally tally = new Tally();

    FetchRun(Options options, Stdio stdio) {
        this.options = options;
        this.stdio = stdio;
    }

    /** Fetches everything; returns the exit code. */
    int run() {
        var files = new FetchFiles(options, stdio);
        var stop = new Stop();
        try (var source = files.source();
                var bodies = files.bodies();
                var interrupts = Interrupts.listen(stop)) {
            long start = NANO_TIME.getAsLong();
            var lost = fetch(files, source, bodies, stop);
            var report =
                    tally.report(
                            NANO_TIME.getAsLong() - start, interrupts.happened(), total(source));
            boolean hungUp = interrupts.exitCode() == ExitCode.HUNG_UP;
            if (!isUsageError(report, source)) {
                print(report, hungUp);
            }
            boolean endedSo = report.interrupted() && (lost == null || hungUp);
            return endedSo ? interrupts.exitCode() : exitCode(report, source, lost);
        }
    }

    /** Returns what kept the records from being written, if anything did. */
    private @Nullable IOException fetch(
            FetchFiles files, UrlSource source, BodySink bodies, Stop stop) {
        try (var log = files.log(stop);
                var _ = options.quiet() ? null : Progress.show(stdio, tally, source)) {
            var fetcher = new Fetcher(options, source, bodies, log, tally, NANO_TIME);
            EventLoop.run(() -> runUntilStopped(fetcher, stop));
            return null;
        } catch (UncheckedIOException e) {
            return e.getCause();
        }
    }

    private static void runUntilStopped(Fetcher fetcher, Stop stop) {
        var fetching = EventLoop.current().spawn(fetcher::run);
        stop.cancels(fetching);
        try {
            await(fetching);
        } catch (TaskCancelledException _) {
            // The user or the log has had enough; either is told below.
        }
    }

    /** How many URLs there would have been, if that is known. */
    private static long total(UrlSource source) {
        return source.isCounted() ? source.expected() : UrlSource.UNKNOWN;
    }

    /** There was nothing to fetch because the input cannot be read. */
    private static boolean isUsageError(Report report, UrlSource source) {
        return source.problem() != null && report.urls() == 0 && !report.interrupted();
    }

    private void print(Report report, boolean hungUp) {
        try {
            print(report);
        } catch (CommandFailure e) {
            // A terminal that has gone cannot be written to, and that is why the run ends.
            if (!hungUp) {
                throw e;
            }
        }
    }

    private void print(Report report) {
        boolean recordsOnOut = Options.STANDARD_STREAM.equals(options.output());
        if (options.json()) {
            stdio.print(SummaryJson.of(report));
        } else if (!options.quiet()) {
            boolean terminal = recordsOnOut ? stdio.errIsTerminal() : stdio.outIsTerminal();
            var colors = terminal && stdio.color() ? Colors.ANSI : Colors.NONE;
            String summary =
                    Summary.of(report, colors, terminal ? stdio.columns() : Summary.ANY_WIDTH);
            if (recordsOnOut) {
                stdio.printError(summary);
            } else {
                stdio.print(summary);
            }
        }
    }

    private int exitCode(Report report, UrlSource source, @Nullable IOException lost) {
        if (lost != null) {
            return exitCode(lost);
        }
        String problem = source.problem();
        if (problem != null) {
            stdio.complain(problem);
            return isUsageError(report, source) ? ExitCode.USAGE : ExitCode.SOME_FAILED;
        }
        if (report.urls() == 0) {
            stdio.complain("there are no URLs in " + options.inputName());
        }
        return report.failed() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private int exitCode(IOException lost) {
        if (Stdio.isBrokenPipe(lost)) {
            return ExitCode.BROKEN_PIPE;
        }
        boolean onOut = Options.STANDARD_STREAM.equals(options.output());
        String where = onOut ? "to standard output" : options.output();
        stdio.complain("cannot write " + where + ": " + IoMessages.of(lost));
        return ExitCode.FAULT;
    }
}
