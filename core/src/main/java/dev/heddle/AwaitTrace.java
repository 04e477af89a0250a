package dev.heddle;

/**
 * The stack of a task that awaited something which failed, attached to that failure as a suppressed
 * exception, so that the failure keeps its own type and stack and still shows who waited for it.
 */
final class AwaitTrace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure shared by many awaits, such as a cached one, must not grow without end. */
    private static final int MOST = 8;

    private AwaitTrace(String waiter) {
        super("awaited in " + waiter);
        setStackTrace(CreationSites.withoutOwn(getStackTrace()));
    }

    static <E extends Throwable> E attach(E failure) {
        var task = TaskImpl.current();
        if (task != null) {
            task.requests().gets(failure);
        }
        if (failure.getSuppressed().length < MOST) {
            failure.addSuppressed(
                    new AwaitTrace(task == null ? Thread.currentThread().toString() : task.name()));
        }
        return failure;
    }
}
