package dev.heddle.demo.cpu;

import dev.heddle.lab.cli.Commands;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.lab.compare.CompareCommand;
import java.util.List;

/** The part of {@code ./heddle} that needs the engines: {@code compare cpu}. */
public final class Main {
    private static final String HELP =
            """
            Usage: heddle compare cpu [OPTION…]

            Runs CPU workloads under each model, side by side, and says which won and why.
            heddle compare --help lists the options; heddle --help the other commands.
            """;

    private static final Commands COMMANDS =
            new Commands(HELP, List.of(CompareCommand.of(new CpuCatalogue())), Main.class);

    private Main() {}

    public static void main(String... args) {
        System.exit(run(Stdio.system(), args));
    }

    /** Runs a command in this JVM; returns its exit code. */
    public static int run(Stdio stdio, String... args) {
        return COMMANDS.run(stdio, args);
    }
}
