package dev.heddle.lab.cli;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the first SIGINT, SIGTERM or SIGHUP into an orderly end, and the second into the end. A
 * shutdown hook could not: once hooks run, the JVM takes no notice of signals.
 */
public final class Interrupts implements AutoCloseable {
    private static final String HANG_UP = "HUP";
    private static final String[] SIGNALS = {"INT", "TERM", HANG_UP};

    private final Predicate<String> stop;
    private final @Nullable Signals signals = Signals.find();
    private final List<Object> former = new ArrayList<>();
    private volatile int exitCode;

    private Interrupts(Predicate<String> stop) {
        this.stop = stop;
    }

    /**
     * Listens until closed.
     *
     * @param stop begins the orderly end, on a thread of the JVM's; told why, and false if that was
     *     begun already
     */
    public static Interrupts listen(Predicate<String> stop) {
        var interrupts = new Interrupts(stop);
        if (interrupts.signals != null) {
            for (String signal : SIGNALS) {
                interrupts.former.add(
                        interrupts.signals.on(signal, () -> interrupts.interrupt(signal)));
            }
        }
        return interrupts;
    }

    /** Whether a signal came. */
    public boolean happened() {
        return exitCode != ExitCode.OK;
    }

    /** What to end with, if it {@link #happened}. */
    public int exitCode() {
        return exitCode;
    }

    /** A terminal that goes may say so twice, by itself and by its shell. */
    private void interrupt(String signal) {
        boolean hungUp = signal.equals(HANG_UP);
        exitCode = hungUp ? ExitCode.HUNG_UP : ExitCode.INTERRUPTED;
        if (!stop.test("interrupted") && !hungUp) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < former.size(); i++) {
            requireNonNull(signals).restore(SIGNALS[i], former.get(i));
        }
    }
}
