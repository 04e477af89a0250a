package dev.heddle.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that got no answer, or not the one asked for. The message is one sentence for a person;
 * {@link #kind()} is for programs; the cause, where there is one, is what Netty or the operating
 * system said.
 */
public sealed class HttpException extends RuntimeException
        permits HttpStatusException, HttpTimeoutException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String url;

    HttpException(Kind kind, String url, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.url = url;
    }

    /**
     * What sort of failure it is.
     *
     * @return the kind
     */
    public final Kind kind() {
        return kind;
    }

    /**
     * The URL that was asked for.
     *
     * @return the URL, without user info and fragment
     */
    public final String url() {
        return url;
    }

    /** The sorts of failures, in the order in which a request meets them. */
    public enum Kind {
        /** The host name has no address. */
        DNS,
        /** The host has only addresses that the session may not connect to. */
        ADDRESS_REFUSED,
        /** No connection: refused, unreachable, or not within the connect timeout. */
        CONNECT,
        /** No secure connection: an untrusted, expired or foreign certificate, or no TLS at all. */
        TLS,
        /** A deadline passed; see {@link HttpTimeoutException#limit()}. */
        TIMEOUT,
        /** The server closed the connection before it answered. */
        DISCONNECTED,
        /** What the server sent is not HTTP. */
        PROTOCOL,
        /** A redirect that leads nowhere: in a circle, too many, or to a URL that is none. */
        REDIRECT,
        /** The connection was closed before the end of the body. */
        BODY_CUT_SHORT,
        /** The body is longer than the session's limit. */
        BODY_TOO_LARGE,
        /** The server answered, with a status of 400 or more. */
        STATUS,
        /** The session was closed meanwhile. */
        CLOSED,
        /** Anything else; see the cause. */
        OTHER;

        /**
         * The kind as a word for output.
         *
         * @return such as {@code body-cut-short}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
