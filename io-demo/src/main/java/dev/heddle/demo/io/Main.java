package dev.heddle.demo.io;

import dev.heddle.demo.io.fetch.FetchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code ./heddle COMMAND …}. */
@Command(
        name = "heddle",
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows I/O on one event loop.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "heddle COMMAND --help tells more of one command."})
public final class Main implements Runnable {
    private final Stdio stdio;

    private Main(Stdio stdio) {
        this.stdio = stdio;
    }

    public static void main(String... args) {
        int exitCode = run(Stdio.system(), args);
        if (exitCode != ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    /** Runs a command in this JVM; returns its exit code. */
    public static int run(Stdio stdio, String... args) {
        var out = new StringWriter();
        var commandLine =
                new CommandLine(new Main(stdio))
                        .addSubcommand(new FetchCommand(stdio))
                        .setOut(new PrintWriter(out))
                        .setUsageHelpWidth(80)
                        .setUsageHelpAutoWidth(false)
                        .setParameterExceptionHandler((e, _) -> refuse(stdio, e))
                        .setExecutionExceptionHandler((e, _, _) -> fail(stdio, e));
        int exitCode = commandLine.execute(args);
        commandLine.getOut().flush();
        stdio.print(out.toString());
        return exitCode;
    }

    /** {@code ./heddle} alone. */
    @Override
    public void run() {
        stdio.print(new CommandLine(this).getUsageMessage());
    }

    private static int refuse(Stdio stdio, ParameterException e) {
        var message = new StringBuilder(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) {
            for (String suggestion : unmatched.getSuggestions()) {
                message.append("\nDid you mean: ").append(suggestion);
            }
        }
        stdio.complain(message.toString());
        return ExitCode.USAGE;
    }

    private static int fail(Stdio stdio, Exception e) {
        if (e instanceof CommandFailure failure) {
            stdio.complain(String.valueOf(failure.getMessage()));
            return failure.exitCode();
        }
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        stdio.complain("this should not have happened, please report it:\n" + trace);
        return ExitCode.FAULT;
    }

    /** The version that the build wrote into the manifest. */
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"heddle " + (version == null ? "(not built as a jar)" : version)};
        }
    }
}
