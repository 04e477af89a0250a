package dev.heddle.lab.advise;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the stack of one thread every millisecond. The JVM gives stacks at safepoints only, so
 * that the line is one near the hot one; the method is right.
 */
final class Samples {
    private static final Duration PERIOD = Duration.ofMillis(1);

    private final Thread watched;
    private final Thread watcher;
    private volatile boolean stopped;

    // Of the watcher, and of whoever stops it thereafter.
    private final Map<String, Integer> computing = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private int total;
    private int natives;

    private Samples(Thread watched) {
        this.watched = watched;
        watcher = Thread.ofPlatform().daemon().name("advise-samples").unstarted(this::watch);
    }

    static Samples start(Thread watched) {
        var samples = new Samples(watched);
        samples.watcher.start();
        return samples;
    }

    @SuppressWarnings("BusyWait") // the pause is the sampling period
    private void watch() {
        while (!stopped) {
            try {
                Thread.sleep(PERIOD);
            } catch (InterruptedException _) {
                return;
            }
            var state = watched.getState();
            var stack = watched.getStackTrace();
            if (stack.length > 0) {
                add(stack, state);
            }
        }
    }

    private void add(StackTraceElement[] stack, Thread.State state) {
        total++;
        boolean runs = state == Thread.State.RUNNABLE;
        if (runs && Frames.isNative(stack)) {
            natives++;
        }
        var frame = Frames.users(stack);
        if (frame != null) {
            (runs ? computing : waiting).merge(Frames.text(frame), 1, Integer::sum);
        }
    }

    /** Stops looking. */
    void stop() throws InterruptedException {
        stopped = true;
        watcher.interrupt();
        watcher.join();
    }

    double nativeShare() {
        return total == 0 ? 0 : (double) natives / total;
    }

    /**
     * The line that was seen most often.
     *
     * @param waits whether the work mostly waits. A thread that waits in a native method, as for a
     *     socket, looks as if it ran
     */
    @Nullable Cause cause(boolean waits) {
        var seen = waits && !waiting.isEmpty() ? waiting : computing;
        return seen.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most ->
                        new Cause(
                                most.getKey(),
                                waits ? "waits" : "computes",
                                (double) most.getValue() / total,
                                total))
                .orElse(null);
    }
}
