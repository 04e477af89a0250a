package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.Command;
import dev.heddle.demo.io.CommandFailure;
import dev.heddle.demo.io.CommandLine;
import dev.heddle.demo.io.ExitCode;
import dev.heddle.demo.io.Main;
import dev.heddle.demo.io.Stdio;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code heddle fetch}: its options, as they are written on the command line. */
public final class FetchCommand implements Command {
    static final String HELP =
            """
            Usage: heddle fetch [OPTION…] [URL…]

            Fetches many URLs on one event loop and says how it went. Without URLs, shows
            it on a thousand of an embedded WireMock, which takes 50 ms for each.

              -i, --input=FILE        read URLs from a file, one a line; - is standard
                                      input; blank lines and # comments are skipped
              -c, --concurrency=N     requests under way at a time (100)
                  --per-host=N        how many of them to one host (all)
                  --timeout=TIME      for each URL, to the end of its body: 10s, 500ms,
                                      2m (30s)

              -o, --output=FILE       write a JSON line for each URL as it is done: url,
                                      status, ok, bytes, millis, kind, error; an existing
                                      file is overwritten; - is standard output
                  --save=DIR          save bodies of status below 400, a file for each URL
                  --json              print the summary as one JSON document
              -q, --quiet             no progress, and no summary but that of --json
              -h, --help              this text
              -V, --version           the version

            Exit codes: 0 all fetched, 1 our fault, 2 usage, 3 some failed, 129 hung up,
            130 interrupted. A URL is fetched if its status is below 400 and its body
            whole; redirects are not followed. The first Ctrl-C ends with a summary, the
            second at once.
            """;

    private static final int CONCURRENCY = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int DEMO_URLS = 1_000;
    private static final int DEMO_DELAY_MILLIS = 50;

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public int run(Stdio stdio, String... args) {
        var line = CommandLine.parse(name(), options(), args);
        if (line.has("help")) {
            stdio.print(HELP);
            return ExitCode.OK;
        }
        if (line.has("version")) {
            stdio.print(Main.versionLine());
            return ExitCode.OK;
        }
        var options = read(line);
        return options.isDemo() ? runDemo(options, stdio) : new FetchRun(options, stdio).run();
    }

    private static int runDemo(Options options, Stdio stdio) {
        if (!options.quiet()) {
            Progress.announce(stdio, "Starting a WireMock with a thousand URLs");
        }
        try (var stubs = StubServer.start(DEMO_URLS, DEMO_DELAY_MILLIS)) {
            return new FetchRun(options.withUrls(stubs.urls()), stdio).run();
        }
    }

    static org.apache.commons.cli.Options options() {
        return new org.apache.commons.cli.Options()
                .addOption("i", "input", true, null)
                .addOption("c", "concurrency", true, null)
                .addOption(null, "per-host", true, null)
                .addOption(null, "timeout", true, null)
                .addOption("o", "output", true, null)
                .addOption(null, "save", true, null)
                .addOption(null, "json", false, null)
                .addOption("q", "quiet", false, null)
                .addOption("h", "help", false, null)
                .addOption("V", "version", false, null);
    }

    private static Options read(CommandLine line) {
        int concurrency = line.count("concurrency", CONCURRENCY);
        var options =
                new Options(
                        line.rest(),
                        line.value("input"),
                        concurrency,
                        Math.min(line.count("per-host", concurrency), concurrency),
                        line.duration("timeout", TIMEOUT),
                        line.value("output"),
                        directory(line.value("save")),
                        line.has("json"),
                        line.has("quiet"));
        ensureConsistent(options);
        return options;
    }

    private static @Nullable Path directory(@Nullable String name) {
        return name == null ? null : Path.of(name);
    }

    private static void ensureConsistent(Options options) {
        if (options.input() != null && !options.urls().isEmpty()) {
            throw CommandFailure.usage("give URLs or --input, not both");
        }
        if (options.json() && Options.STANDARD_STREAM.equals(options.output())) {
            throw CommandFailure.usage("--json and -o - would both write to standard output");
        }
    }
}
