package dev.heddle.http;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A failure and the causes behind it, the first ten: they may run in a circle. */
final class CauseChain {
    private static final int MOST = 10;

    private CauseChain() {}

    /** The first in the chain that is of a type; null without one. */
    static <E extends Throwable> @Nullable E find(Throwable failure, Class<E> type) {
        var found = find(failure, type::isInstance);
        return found == null ? null : type.cast(found);
    }

    /** The first in the chain that is such a one; null without one. */
    static @Nullable Throwable find(Throwable failure, Predicate<Throwable> test) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST; depth++) {
            if (test.test(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The last in the chain. */
    static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < MOST && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
