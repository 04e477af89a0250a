package dev.heddle.lab;

import org.jspecify.annotations.Nullable;

/** A model cannot be tried, or not any further; the message says why, as a reader shall see it. */
final class ModelFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private ModelFailure(String why, @Nullable Throwable cause) {
        super(why, cause);
    }

    static ModelFailure late(String why) {
        return new ModelFailure(why, null);
    }

    /** What a runner threw: what is absent is named as its author wrote it. */
    static ModelFailure of(Throwable thrown) {
        String message = thrown.getMessage();
        if (thrown instanceof AbsentException && message != null) {
            return new ModelFailure(message, thrown);
        }
        String name = thrown.getClass().getSimpleName();
        return new ModelFailure(
                "failed: " + (message == null ? name : name + ": " + message), thrown);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
