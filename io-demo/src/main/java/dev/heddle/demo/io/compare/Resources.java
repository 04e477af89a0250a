package dev.heddle.demo.io.compare;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a runner has opened, to be closed in the opposite order. Used by its thread. */
final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T own(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes all, also when one cannot be closed; the first failure is thrown. */
    @Override
    public void close() throws IOException {
        @Nullable IOException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = add(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static IOException add(@Nullable IOException earlier, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (earlier == null) {
            return e instanceof IOException io ? io : new IOException(e);
        }
        earlier.addSuppressed(e);
        return earlier;
    }
}
