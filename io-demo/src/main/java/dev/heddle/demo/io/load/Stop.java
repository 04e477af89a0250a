package dev.heddle.demo.io.load;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one way to end what is under way early, from any thread: now, or as soon as it begins. */
final class Stop {
    // Guarded by this.
    private @Nullable String reason;
    private @Nullable Consumer<String> end;

    /**
     * Names how to end what is under way from now on.
     *
     * @param how told why; returns at once
     */
    synchronized void by(Consumer<String> how) {
        end = how;
        if (reason != null) {
            how.accept(reason);
        }
    }

    /** Ends it; false if that was asked for already. */
    synchronized boolean now(String why) {
        if (reason != null) {
            return false;
        }
        reason = why;
        if (end != null) {
            end.accept(why);
        }
        return true;
    }
}
