package dev.heddle.demo.io.fetch;

import dev.heddle.http.HttpException;
import dev.heddle.lab.cli.Numbers;

/** A body went on beyond {@code --max-body}. */
final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** As a session names it. */
    static final String KIND = HttpException.Kind.BODY_TOO_LARGE.label();

    BodyTooLargeException(long limit) {
        super("the body is longer than " + Numbers.count(limit, "byte"));
    }
}
