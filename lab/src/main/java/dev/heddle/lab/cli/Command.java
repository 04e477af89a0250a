package dev.heddle.lab.cli;

/** What {@code ./heddle} can do under one name. */
public interface Command {
    /** The word on the command line. */
    String name();

    /**
     * Does it.
     *
     * @param args what follows the name on the command line
     * @return the exit code, see {@link ExitCode}
     * @throws CommandFailure to end with a sentence instead
     */
    int run(Stdio stdio, String... args);
}
