package dev.heddle.http;

import org.jspecify.annotations.Nullable;

/** What is behind a failure. */
final class Causes {
    /** Causes looked at; they may run in a circle. */
    private static final int MOST = 10;

    private Causes() {}

    /** The failure or the first of its causes that is such a one. */
    static <E extends Throwable> @Nullable E find(Throwable reason, Class<E> type) {
        Throwable cause = reason;
        for (int depth = 0; cause != null && depth < MOST; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The last of the causes. */
    static Throwable root(Throwable reason) {
        Throwable root = reason;
        for (int depth = 0; depth < MOST && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
