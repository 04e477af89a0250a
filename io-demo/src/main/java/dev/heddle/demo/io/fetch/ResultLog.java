package dev.heddle.demo.io.fetch;

/** Where results go. */
interface ResultLog extends AutoCloseable {
    /** Takes a result. Parks the calling task while the log is behind. */
    void add(Result result) throws InterruptedException;

    /**
     * Returns when all that was added is written.
     *
     * @throws java.io.UncheckedIOException if results were lost
     */
    @Override
    default void close() {}

    /** Nobody wants to read them. */
    final class None implements ResultLog {
        @Override
        public void add(Result result) {}
    }
}
