package dev.heddle;

/** Work without a result, which may throw; the {@link java.util.concurrent.Callable} of nothing. */
@FunctionalInterface
public interface Action {
    /**
     * Does the work.
     *
     * @throws Exception whatever the work fails with
     */
    void run() throws Exception;
}
