package dev.heddle.lab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one jar of {@code ./heddle} can do: finds the command that the first word names, and makes
 * an exit code of whatever becomes of it.
 *
 * @param help the answer to {@code --help}
 * @param all the commands
 * @param jar a class of the jar whose manifest tells the version
 */
public record Commands(String help, List<Command> all, Class<?> jar) {
    public Commands {
        all = List.copyOf(all);
    }

    /** Runs a command in this JVM; returns its exit code. */
    public int run(Stdio stdio, String... args) {
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

    private int dispatch(Stdio stdio, String... args) {
        String first = args.length == 0 ? "--help" : args[0];
        switch (first) {
            case "-h", "--help" -> stdio.print(help);
            case "-V", "--version" -> stdio.print(versionLine(jar));
            default -> {
                return require(first).run(stdio, Arrays.copyOfRange(args, 1, args.length));
            }
        }
        return ExitCode.OK;
    }

    private Command require(String name) {
        for (var command : all) {
            if (command.name().equals(name)) {
                return command;
            }
        }
        var names = all.stream().map(Command::name).toList();
        throw CommandFailure.usage(
                (name.startsWith("-") ? "no option " : "no command ")
                        + name
                        + Suggestion.of(name, names)
                        + "\nheddle --help lists the commands.");
    }

    /**
     * The answer to {@code --version}.
     *
     * @param jar a class of the jar into whose manifest the build wrote it
     */
    public static String versionLine(Class<?> jar) {
        @Nullable String version = jar.getPackage().getImplementationVersion();
        return "heddle " + (version == null ? "(not built as a jar)" : version) + "\n";
    }
}
