package dev.heddle.demo.io.load;

import dev.heddle.demo.io.OptionNames;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Interrupts;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.Load;
import dev.heddle.load.LoadRequest;
import dev.heddle.load.LoadResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of the command: asks whether anybody is there, measures, and says how it went. */
final class Execution {
    private final Options options;
    private final String command;
    private final Stdio stdio;
    private final Load load;

    Execution(Options options, String command, Stdio stdio) {
        this.options = options;
        this.command = command;
        this.stdio = stdio;
        this.load = options.load();
    }

    /** Measures, or says why not; returns the exit code. */
    int run() {
        var outputs = new Outputs(options, command, stdio);
        var samples = prepared();
        var stop = new Stop();
        try (var interrupts = Interrupts.listen(stop::now);
                var metrics = metrics()) {
            if (!isReachable(samples, stop)) {
                return ExitCode.SOME_FAILED;
            }
            var watched = watched(samples);
            if (interrupts.happened()) {
                return tellOfNothing(interrupts);
            }
            var result = measure(watched, metrics, stop);
            return tell(outputs, result, interrupts);
        }
    }

    private @Nullable MetricsServer metrics() {
        var address = options.output().metrics();
        if (address == null) {
            return null;
        }
        var server = MetricsServer.start(address);
        tellUser("metrics are at " + server.url());
        return server;
    }

    /** Sees that all of it fits together; returns what to ask each origin with. */
    private List<LoadRequest> prepared() {
        try {
            if (options.baseline() != null) {
                options.baseline().requireSameLoad(load.plan());
            }
            return load.samples();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(OptionNames.in(String.valueOf(e.getMessage())));
        }
    }

    private boolean isReachable(List<LoadRequest> samples, Stop stop) {
        var check = new Check(options, load.plan().timeout(), this::tellUser);
        String unreachable = check.of(samples, stop);
        if (unreachable != null) {
            stdio.complain(unreachable);
            return false;
        }
        check.warnings().forEach(this::tellUser);
        return true;
    }

    /** With a look at the stubs, if there are any. */
    private Load watched(List<LoadRequest> samples) {
        boolean knowsItsStub = options.stub() != null;
        return knowsItsStub ? load : WatchedStubs.among(samples).map(load::stub).orElse(load);
    }

    private LoadResult measure(Load watched, @Nullable MetricsServer metrics, Stop stop) {
        var heard = metrics == null ? watched : watched.listener(metrics.listener());
        if (options.output().quiet()) {
            return measure(heard, stop);
        }
        try (var view = LiveView.show(stdio)) {
            return measure(heard.listener(view), stop);
        }
    }

    private static LoadResult measure(Load load, Stop stop) {
        try {
            var run = load.start();
            stop.by(run::stop);
            return run.await();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private int tell(Outputs outputs, LoadResult result, Interrupts interrupts) {
        if (interrupts.happened() && result.offered() == 0) {
            return tellOfNothing(interrupts);
        }
        try {
            outputs.tell(result);
        } catch (CommandFailure e) {
            // A terminal that has gone cannot be written to, and that is why the run ends.
            if (interrupts.exitCode() != ExitCode.HUNG_UP) {
                throw e;
            }
        }
        return interrupts.happened() ? interrupts.exitCode() : exitCode(result);
    }

    /** Figures of nothing would be zeros, and the files are left as they were. */
    private int tellOfNothing(Interrupts interrupts) {
        stdio.complain("stopped before anything was measured");
        return interrupts.exitCode();
    }

    /** Figures that prove nothing cannot miss an objective either. */
    private int exitCode(LoadResult result) {
        if (!result.valid()) {
            return ExitCode.INVALID;
        }
        if (!result.met()) {
            return ExitCode.OBJECTIVE_MISSED;
        }
        return result.failed() == 0 || options.allowsErrors() ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private void tellUser(String sentence) {
        if (!options.output().quiet()) {
            stdio.complain(sentence);
        }
    }
}
