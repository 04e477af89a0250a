package dev.heddle;

/**
 * Rethrows what a body threw as it was, checked or not: a failure keeps its type across an await.
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
}
