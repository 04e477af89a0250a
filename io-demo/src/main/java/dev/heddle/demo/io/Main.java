package dev.heddle.demo.io;

import dev.heddle.demo.io.fetch.FetchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The command line {@code ./heddle COMMAND …}. */
public final class Main {
    private static final Command[] COMMANDS = {new FetchCommand()};

    private static final String HELP =
            """
            Usage: heddle COMMAND [OPTION…]

            Shows what one event loop can do.

            Commands:
              fetch            fetch many URLs; without any, a thousand from a stub server

            Options:
              -h, --help       this text; heddle COMMAND --help tells of one command
              -V, --version    the version
            """;

    private Main() {}

    public static void main(String... args) {
        // Also for 0: returning would wait until Netty's globalEventExecutor has been idle for a
        // second.
        System.exit(run(Stdio.system(), args));
    }

    /** Runs a command in this JVM; returns its exit code. */
    public static int run(Stdio stdio, String... args) {
        try {
            return dispatch(stdio, args);
        } catch (CommandFailure e) {
            stdio.complain(String.valueOf(e.getMessage()));
            return e.exitCode();
        } catch (Exception e) { // a loop throws checked ones undeclared
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            stdio.complain("this should not have happened, please report it:\n" + trace);
            return ExitCode.FAULT;
        }
    }

    private static int dispatch(Stdio stdio, String... args) {
        String first = args.length == 0 ? "--help" : args[0];
        switch (first) {
            case "-h", "--help" -> stdio.print(HELP);
            case "-V", "--version" -> stdio.print(versionLine());
            default -> {
                return require(first).run(stdio, Arrays.copyOfRange(args, 1, args.length));
            }
        }
        return ExitCode.OK;
    }

    private static Command require(String name) {
        for (var command : COMMANDS) {
            if (command.name().equals(name)) {
                return command;
            }
        }
        var names = Arrays.stream(COMMANDS).map(Command::name).toList();
        throw CommandFailure.usage(
                (name.startsWith("-") ? "no option " : "no command ")
                        + name
                        + Suggestion.of(name, names)
                        + "\nheddle --help lists the commands.");
    }

    /** The answer to {@code --version}: what the build wrote into the manifest. */
    public static String versionLine() {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        return "heddle " + (version == null ? "(not built as a jar)" : version) + "\n";
    }
}
