package dev.heddle.demo.io.fetch;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;
import dev.heddle.TaskCancelledException;
import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Interrupts;
import dev.heddle.lab.cli.IoMessages;
import dev.heddle.lab.cli.Stdio;
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
        try (var extractor = extractor();
                var records = files.records();
                var bodies = files.bodies();
                var interrupts = Interrupts.listen(stop::now)) {
            var sieve = sieve(records);
            try (var source = files.source(sieve)) {
                long start = NANO_TIME.getAsLong();
                var lost = fetch(files, records, new Parts(source, bodies, extractor), stop);
                var report =
                        tally.report(
                                NANO_TIME.getAsLong() - start,
                                interrupts.happened(),
                                total(source),
                                Report.Passed.by(sieve));
                return end(report, source, lost, interrupts);
            }
        }
    }

    private @Nullable Extractor extractor() {
        return options.extract().isEmpty()
                ? null
                : Extractor.open(options.extract(), options.pace().concurrency());
    }

    private @Nullable Sieve sieve(@Nullable RecordFile records) {
        return records == null && !options.dedupe()
                ? null
                : new Sieve(options.dedupe(), records == null ? null : records.keys());
    }

    /** Returns what kept the records from being written, if anything did. */
    private @Nullable IOException fetch(
            FetchFiles files, @Nullable RecordFile records, Parts parts, Stop stop) {
        try (var log = files.log(records, stop);
                var progress =
                        options.output().quiet()
                                ? null
                                : Progress.show(stdio, tally, parts.source)) {
            var fetcher =
                    new Fetcher(
                            options,
                            parts.source,
                            parts.bodies,
                            parts.extractor,
                            log,
                            tally,
                            NANO_TIME);
            EventLoop.run(() -> runUntilStopped(fetcher, progress, stop));
            return null;
        } catch (UncheckedIOException e) {
            return e.getCause();
        }
    }

    private void runUntilStopped(Fetcher fetcher, @Nullable Progress progress, Stop stop) {
        var loop = EventLoop.current();
        var fetching = loop.spawn(fetcher::run);
        var measuring = loop.spawn(() -> tally.lag().measure(NANO_TIME, () -> show(progress)));
        stop.cancels(fetching);
        try {
            await(fetching);
        } catch (TaskCancelledException _) {
            // The user or the log has had enough; either is told below.
        } finally {
            measuring.cancel("all is fetched");
        }
    }

    private void show(@Nullable Progress progress) {
        if (progress != null && progress.wantsDetails()) {
            progress.show(tally.live());
        }
    }

    // --- how it went ------------------------------------------------------------------------

    private int end(
            Report report, UrlSource source, @Nullable IOException lost, Interrupts interrupts) {
        boolean hungUp = interrupts.exitCode() == ExitCode.HUNG_UP;
        if (!isUsageError(report, source)) {
            print(report, source, hungUp);
        }
        boolean endedSo = report.interrupted() && (lost == null || hungUp);
        return endedSo ? interrupts.exitCode() : exitCode(report, source, lost);
    }

    /** How many URLs there would have been, if that is known. */
    private static long total(UrlSource source) {
        return source.isCounted() ? source.expected() : UrlSource.UNKNOWN;
    }

    /** There was nothing to fetch because the input cannot be read. */
    private static boolean isUsageError(Report report, UrlSource source) {
        return source.problem() != null
                && report.urls() == 0
                && report.passed().recorded() == 0
                && !report.interrupted();
    }

    private void print(Report report, UrlSource source, boolean hungUp) {
        try {
            print(report, source);
        } catch (CommandFailure e) {
            // A terminal that has gone cannot be written to, and that is why the run ends.
            if (!hungUp) {
                throw e;
            }
        }
    }

    private void print(Report report, UrlSource source) {
        boolean recordsOnOut = Options.STANDARD_STREAM.equals(options.output().file());
        if (options.output().json()) {
            stdio.print(SummaryJson.of(report, source.problem()));
        } else if (!options.output().quiet()) {
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
        if (report.urls() + report.passed().recorded() == 0) {
            stdio.complain("there are no URLs in " + options.inputName());
        }
        return report.failed() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private int exitCode(IOException lost) {
        if (Stdio.isBrokenPipe(lost)) {
            return ExitCode.BROKEN_PIPE;
        }
        boolean onOut = Options.STANDARD_STREAM.equals(options.output().file());
        String where = onOut ? "to standard output" : options.output().file();
        stdio.complain("cannot write " + where + ": " + IoMessages.of(lost));
        return ExitCode.FAULT;
    }

    private record Parts(UrlSource source, BodySink bodies, @Nullable Extractor extractor) {}
}
