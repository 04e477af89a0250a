package dev.heddle.demo.io.fetch;

import static java.util.Objects.requireNonNull;

import dev.heddle.Task;
import dev.heddle.demo.io.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the first SIGINT or SIGTERM into the cancellation of a task, and the second into the end of
 * the process. A shutdown hook could not: once hooks run, the JVM takes no notice of signals.
 */
final class Interrupts implements AutoCloseable {
    private static final String[] SIGNALS = {"INT", "TERM"};

    private final @Nullable Signals signals = Signals.find();
    private final List<Object> former = new ArrayList<>();

    // Guarded by this.
    private boolean happened;
    private @Nullable Task<?> task;

    private Interrupts() {}

    /** Listens until closed. */
    static Interrupts listen() {
        var interrupts = new Interrupts();
        if (interrupts.signals != null) {
            for (String signal : SIGNALS) {
                interrupts.former.add(interrupts.signals.on(signal, interrupts::interrupt));
            }
        }
        return interrupts;
    }

    /** Names the task to cancel, at once if it is too late already. */
    synchronized void cancel(Task<?> running) {
        task = running;
        if (happened) {
            running.cancel("interrupted");
        }
    }

    synchronized boolean happened() {
        return happened;
    }

    private synchronized void interrupt() {
        if (happened) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        happened = true;
        if (task != null) {
            task.cancel("interrupted");
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < former.size(); i++) {
            requireNonNull(signals).restore(SIGNALS[i], former.get(i));
        }
    }
}
