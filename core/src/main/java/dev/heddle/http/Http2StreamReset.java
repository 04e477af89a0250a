package dev.heddle.http;

import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;

/** The server has ended a stream of HTTP/2, and said why. */
final class Http2StreamReset extends IOException {
    private static final long serialVersionUID = 1L;

    Http2StreamReset(long code) {
        super("the server reset the stream (" + name(code) + ")");
    }

    private static String name(long code) {
        var error = Http2Error.valueOf(code);
        return error == null ? "error " + code : error.name();
    }
}
