package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.Stdio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of {@code fetch}, as they are written on the command line. */
@Command(
        name = "fetch",
        description = {
            "Fetches many URLs on one event loop.",
            "",
            "Without URLs, fetches a thousand from an embedded WireMock that takes 50 ms for each.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = dev.heddle.demo.io.Main.Version.class,
        sortOptions = false,
        footerHeading = "%nExit codes: ",
        footer = "0 all fetched, 1 our fault, 2 usage, 3 some failed, 130 interrupted.")
public final class FetchCommand implements Callable<Integer> {
    private static final int DEMO_URLS = 1_000;
    private static final int DEMO_DELAY_MILLIS = 50;

    private final Stdio stdio;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "URL", description = "http or https URLs.")
    private List<String> urls = new ArrayList<>();

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description =
                    "Read URLs from a file, one a line; - is standard input. Blank lines and lines"
                            + " that begin with # are skipped.")
    private @Nullable String input;

    @Option(
            names = {"-c", "--concurrency"},
            paramLabel = "N",
            defaultValue = "100",
            description = "Requests under way at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--per-host",
            paramLabel = "N",
            description = "How many of them to one host (default: all).")
    private @Nullable Integer perHost;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description =
                    "For each URL, to the end of the body: 10s, 500ms, 2m (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write a JSON line per URL: url, status, ok, bytes, millis, kind, error. An"
                            + " existing file is overwritten; - is standard output.")
    private @Nullable String output;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Save bodies of status below 400 as files in a directory.")
    private @Nullable Path save;

    @Option(names = "--json", description = "Print the summary as one JSON document.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, and no summary unless --json.")
    private boolean quiet;

    /** The command, on these streams. */
    public FetchCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() {
        var options = options();
        return options.isDemo() ? runDemo(options) : new FetchRun(options, stdio).run();
    }

    private int runDemo(Options options) {
        try (var stubs = StubServer.start(DEMO_URLS, DEMO_DELAY_MILLIS)) {
            return new FetchRun(options.withUrls(stubs.urls()), stdio).run();
        }
    }

    private Options options() {
        ensure(urls.isEmpty() || input == null, "give URLs or -i, not both");
        ensure(concurrency >= 1, "-c must be at least 1: " + concurrency);
        ensure(perHost == null || perHost >= 1, "--per-host must be at least 1: " + perHost);
        ensure(
                !json || !Options.STANDARD_STREAM.equals(output),
                "--json and -o - would both write to standard output");
        return new Options(
                List.copyOf(urls),
                input,
                concurrency,
                perHost == null ? concurrency : Math.min(perHost, concurrency),
                timeout,
                output,
                save,
                json,
                quiet);
    }

    private void ensure(boolean condition, String otherwise) {
        if (!condition && spec != null) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
