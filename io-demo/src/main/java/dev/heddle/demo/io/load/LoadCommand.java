package dev.heddle.demo.io.load;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import dev.heddle.lab.cli.Command;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.stub.LoadStubs;

/** {@code heddle load}. */
public final class LoadCommand implements Command {
    private static final int DELAY = 10;

    @Override
    public String name() {
        return "load";
    }

    @Override
    public int run(Stdio stdio, String... args) {
        var line = CommandLine.parse(name(), LoadOptions.known(), args);
        if (line.has("help")) {
            stdio.print(LoadOptions.HELP);
            return ExitCode.OK;
        }
        var options = LoadOptions.read(line, stdio.in());
        String command = TypedAgain.command(args);
        return options.isDemo()
                ? runDemo(options, command, stdio)
                : new Execution(options, command, stdio).run();
    }

    private static int runDemo(Options options, String command, Stdio stdio) {
        if (!options.output().quiet()) {
            stdio.complain("without a URL, the load is on a WireMock that answers after 10 ms");
        }
        try (var stubs = LoadStubs.start()) {
            stubs.server().stubFor(any(anyUrl()).willReturn(ok("hello").withFixedDelay(DELAY)));
            var local = options.withLocal(stubs.url() + "/", stubs.probe());
            return new Execution(local, command, stdio).run();
        }
    }
}
