package dev.heddle.internal.wire;

import org.jspecify.annotations.Nullable;

/** What came over the wire cannot be understood, or what should go cannot be put into bytes. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
