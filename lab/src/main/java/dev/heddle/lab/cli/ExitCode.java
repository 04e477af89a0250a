package dev.heddle.lab.cli;

/** What a command's exit tells a script. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAULT = 1;
    public static final int USAGE = 2;
    public static final int SOME_FAILED = 3;

    /** A measurement that proves nothing: a machine too noisy, too few rounds. */
    public static final int INVALID = 4;

    /** A service level objective was missed, as k6 has it. */
    public static final int OBJECTIVE_MISSED = 99;

    public static final int INTERRUPTED = 130;

    /** The terminal has gone: 128 + SIGHUP. */
    public static final int HUNG_UP = 129;

    /** What a shell reports of a process that wrote to a pipe nobody reads: 128 + SIGPIPE. */
    public static final int BROKEN_PIPE = 141;

    private ExitCode() {}
}
