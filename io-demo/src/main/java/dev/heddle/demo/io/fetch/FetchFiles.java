package dev.heddle.demo.io.fetch;

import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.IoMessages;
import dev.heddle.lab.cli.Stdio;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a run reads and writes. What cannot be opened is said before anything is fetched, as a
 * mistake in the command.
 */
final class FetchFiles {
    private final Options options;
    private final Stdio stdio;

    FetchFiles(Options options, Stdio stdio) {
        this.options = options;
        this.stdio = stdio;
    }

    /** What passes the sieve, if there is one. */
    UrlSource source(@Nullable Sieve sieve) {
        String input = options.input();
        var parser = new RequestParser(options.sending(), options.inputName());
        if (input == null) {
            return UrlSource.of(options.urls(), parser, sieve);
        }
        if (input.equals(Options.STANDARD_STREAM)) {
            if (stdio.inIsTerminal()) {
                stdio.printError("Reading URLs from the terminal; end with Ctrl-D.\n");
            }
            return new UrlReader(stdio.in(), options.inputName(), UrlSource.UNKNOWN, parser, sieve);
        }
        var file = Path.of(input);
        if (Files.isDirectory(file)) {
            throw CommandFailure.usage(input + " is a directory, not a file of URLs");
        }
        try {
            return new UrlReader(
                    Files.newInputStream(file), input, Files.size(file), parser, sieve);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read " + input + ": " + IoMessages.of(e));
        }
    }

    /** The records so far, where a run is to be resumed. */
    @Nullable RecordFile records() {
        String output = options.output().file();
        if (output == null || !options.output().resume()) {
            return null;
        }
        ensureNotTheInput(output);
        return RecordFile.open(output, options.output().retryFailed());
    }

    /**
     * A log that ends the run when it cannot be written any more.
     *
     * @param records what to append to, if anything
     */
    ResultLog log(@Nullable RecordFile records, Stop stop) {
        String output = options.output().file();
        if (records != null) {
            return lines(records.append(), stop);
        }
        if (output == null) {
            return new ResultLog.None();
        }
        if (output.equals(Options.STANDARD_STREAM)) {
            return lines(stdio.out(), stop);
        }
        ensureNotTheInput(output);
        try {
            return lines(RecordFile.overwrite(output), stop);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot write " + output + ": " + IoMessages.of(e));
        }
    }

    private static ResultLog lines(OutputStream out, Stop stop) {
        return new LineLog(out, () -> stop.now("its records cannot be written"));
    }

    private void ensureNotTheInput(String output) {
        String input = options.input();
        if (input == null || input.equals(Options.STANDARD_STREAM)) {
            return;
        }
        var file = Path.of(output);
        try {
            if (Files.exists(file) && Files.isSameFile(file, Path.of(input))) {
                throw CommandFailure.usage(
                        "-i and -o are the same file, " + output + ": the URLs would be lost");
            }
        } catch (IOException e) {
            throw CommandFailure.usage("cannot write " + output + ": " + IoMessages.of(e));
        }
    }

    BodySink bodies() {
        var directory = options.output().save();
        if (directory == null) {
            return new BodySink.Nowhere();
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw CommandFailure.usage("--save needs a directory, and " + directory + " is a file");
        }
        try {
            return BodyFiles.in(directory);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot save to " + directory + ": " + IoMessages.of(e));
        }
    }
}
