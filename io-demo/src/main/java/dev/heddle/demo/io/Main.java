package dev.heddle.demo.io;

import dev.heddle.demo.io.compare.IoCatalogue;
import dev.heddle.demo.io.fetch.FetchCommand;
import dev.heddle.demo.io.load.LoadCommand;
import dev.heddle.demo.io.stubs.StubsCommand;
import dev.heddle.lab.advise.AdviseCommand;
import dev.heddle.lab.cli.Commands;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.lab.compare.CompareCommand;
import java.util.List;

/** The command line {@code ./heddle COMMAND …}. */
public final class Main {
    private static final String HELP =
            """
            Usage: heddle COMMAND [OPTION…]

            Shows what one event loop can do, what it should leave to the cores, and which of your work goes where.

            Commands:
              fetch            fetch many URLs; without any, a thousand from a stub server
              compare io       run I/O workloads under each model, side by side, and say which won and why
              compare cpu      the same for CPU workloads
              advise           measure where your own work belongs
              load             put a constant load on a service, and say what can be believed of it
              stubs            serve what load can be tried on: a WireMock, or a server that only answers

            Options:
              -h, --help       this text; heddle COMMAND --help tells of one command
              -V, --version    the version
            """;

    private static final Commands COMMANDS =
            new Commands(
                    HELP,
                    List.of(
                            new FetchCommand(),
                            CompareCommand.of(new IoCatalogue()),
                            new AdviseCommand(),
                            new LoadCommand(),
                            new StubsCommand()),
                    Main.class);

    private Main() {}

    public static void main(String... args) {
        // Also for 0: returning would wait until Netty's globalEventExecutor has been idle for a
        // second.
        System.exit(run(Stdio.system(), args));
    }

    /** Runs a command in this JVM; returns its exit code. */
    public static int run(Stdio stdio, String... args) {
        return COMMANDS.run(stdio, args);
    }

    /** The answer to {@code --version}: what the build wrote into the manifest. */
    public static String versionLine() {
        return Commands.versionLine(Main.class);
    }
}
