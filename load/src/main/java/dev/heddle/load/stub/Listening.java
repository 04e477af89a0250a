package dev.heddle.load.stub;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The port that a stub listens on. */
final class Listening {
    private Listening() {}

    static int checked(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0..65535: " + port);
        }
        return port;
    }

    /** What it was that kept a server from listening, without what wraps it. */
    static UncheckedIOException failed(int port, Throwable cause) {
        var first = cause;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String why = first.getMessage();
        boolean taken = why != null && why.contains("in use");
        return new UncheckedIOException(
                new IOException(
                        "cannot listen on 127.0.0.1:"
                                + port
                                + ": "
                                + (taken ? "the port is in use" : why),
                        cause));
    }
}
