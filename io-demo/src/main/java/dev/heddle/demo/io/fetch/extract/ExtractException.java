package dev.heddle.demo.io.fetch.extract;

/** A body is not what an expression reads. */
public final class ExtractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExtractException(String message, Throwable cause) {
        super(message, cause);
    }
}
