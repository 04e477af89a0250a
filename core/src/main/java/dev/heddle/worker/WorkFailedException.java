package dev.heddle.worker;

import org.jspecify.annotations.Nullable;

/**
 * What a work threw in another process, where the exception itself is of a type that is not rebuilt
 * here: one outside of {@code java.*} that the pool does not allow, or that has none of the
 * constructors of which {@link ProcessPool.Builder#allow} speaks. Its stack trace is the remote
 * one; its causes and suppressed exceptions came along.
 */
public final class WorkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remoteType;

    WorkFailedException(String remoteType, @Nullable String message, @Nullable Throwable cause) {
        super(message == null ? remoteType : remoteType + ": " + message, cause);
        this.remoteType = remoteType;
    }

    /**
     * The class of what was thrown.
     *
     * @return its binary name
     */
    public String remoteType() {
        return remoteType;
    }
}
