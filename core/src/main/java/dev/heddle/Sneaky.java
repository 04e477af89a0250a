package dev.heddle;

import java.util.List;

/**
 * Rethrows what a body threw as it was, checked or not: a failure keeps its type across an await,
 * and its companions.
 */
final class Sneaky {
    private Sneaky() {}

    /**
     * Always throws {@code failure}; declared to return so that callers can write {@code throw}.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X rethrow(Throwable failure) throws X {
        throw (X) failure;
    }

    /** Keeps a further failure with the first, once, whoever else has done so already. */
    static void keep(Throwable first, Throwable further) {
        if (further != first && !List.of(first.getSuppressed()).contains(further)) {
            first.addSuppressed(further);
        }
    }
}
