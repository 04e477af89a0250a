package dev.heddle.internal.process;

import org.jspecify.annotations.Nullable;

/**
 * The first failure of a batch: the elements before it have results, those after it never began.
 */
public final class BatchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final transient @Nullable Object[] before;

    BatchFailure(int index, @Nullable Object[] before, Throwable cause) {
        super("element " + index + " of a batch failed", cause, false, false);
        this.index = index;
        this.before = before;
    }

    /** Of the element that failed. */
    public int index() {
        return index;
    }

    /** The results of the elements before it. */
    public @Nullable Object[] before() {
        return before.clone();
    }
}
