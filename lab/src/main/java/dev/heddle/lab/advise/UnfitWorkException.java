package dev.heddle.lab.advise;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A work of which no advice can be given; the message says why, in one sentence. */
final class UnfitWorkException extends Exception {
    private static final long serialVersionUID = 1L;

    private UnfitWorkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static UnfitWorkException endless(Duration deadline, StackTraceElement[] stack) {
        return new UnfitWorkException(
                "a call did not end within "
                        + Units.time(deadline)
                        + "; it was"
                        + (Frames.users(stack) == null ? " running" : Frames.at(stack)),
                null);
    }

    static UnfitWorkException thrown(Throwable thrown) {
        return new UnfitWorkException("a call threw " + Frames.thrown(thrown), thrown);
    }

    static UnfitWorkException because(String why) {
        return new UnfitWorkException(why, null);
    }
}
