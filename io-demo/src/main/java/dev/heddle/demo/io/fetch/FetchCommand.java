package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.Main;
import dev.heddle.lab.cli.Command;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Stdio;

/** {@code heddle fetch}. */
public final class FetchCommand implements Command {
    private static final int DEMO_URLS = 1_000;
    private static final int DEMO_DELAY_MILLIS = 50;

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public int run(Stdio stdio, String... args) {
        var line = CommandLine.parse(name(), FetchOptions.known(), args);
        if (line.has("help")) {
            stdio.print(FetchOptions.HELP);
            return ExitCode.OK;
        }
        if (line.has("version")) {
            stdio.print(Main.versionLine());
            return ExitCode.OK;
        }
        var options = FetchOptions.read(line);
        return options.isDemo() ? runDemo(options, stdio) : new FetchRun(options, stdio).run();
    }

    private static int runDemo(Options options, Stdio stdio) {
        if (!options.output().quiet()) {
            Progress.announce(stdio, "Starting a WireMock with a thousand URLs");
        }
        try (var stubs = StubServer.start(DEMO_URLS, DEMO_DELAY_MILLIS)) {
            return new FetchRun(options.withLocal(stubs.urls()), stdio).run();
        }
    }
}
