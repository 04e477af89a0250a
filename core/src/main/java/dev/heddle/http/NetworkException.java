package dev.heddle.http;

import dev.heddle.http.HttpException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No connection, in a sentence for the user, from who knows what was being done. */
final class NetworkException extends IOException {
    private static final long serialVersionUID = 1L;

    final Kind kind;

    NetworkException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }
}
