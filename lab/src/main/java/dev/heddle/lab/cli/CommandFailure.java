package dev.heddle.lab.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with a sentence for its user and an exit code, without a stack trace. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What was asked for cannot be done as it was asked. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message, null);
    }

    /** What was asked for is fine, but this machine does not let us. */
    public static CommandFailure fault(String message, Throwable cause) {
        return new CommandFailure(ExitCode.FAULT, message, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
