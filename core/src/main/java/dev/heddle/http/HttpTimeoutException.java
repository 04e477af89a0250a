package dev.heddle.http;

import dev.heddle.internal.Text;
import java.time.Duration;

/** The total deadline of a request passed; the exchange is aborted. */
public final class HttpTimeoutException extends HttpException {
    private static final long serialVersionUID = 1L;

    private final Phase phase;
    private final Duration timeout;

    HttpTimeoutException(String url, Phase phase, Duration timeout) {
        super(Kind.TIMEOUT, url, message(url, phase, timeout), null);
        this.phase = phase;
        this.timeout = timeout;
    }

    private static String message(String url, Phase phase, Duration timeout) {
        return "no complete answer from "
                + url
                + " within "
                + Text.of(timeout)
                + ": it was still "
                + phase.doing;
    }

    /**
     * What the request was doing when its time was up.
     *
     * @return the phase
     */
    public Phase phase() {
        return phase;
    }

    /**
     * How long it had.
     *
     * @return the timeout of the request
     */
    public Duration timeout() {
        return timeout;
    }

    /** What a request does, one after the other. */
    public enum Phase {
        /** It waits for a connection, because all that the session may open are in use. */
        QUEUED("waiting for one of the session's connections"),
        /** Its connection is being opened: DNS, TCP, TLS. */
        CONNECTING("connecting"),
        /** It is being sent, or the server thinks. */
        WAITING("waiting for the response to begin"),
        /** The body is on its way. */
        READING("reading the body");

        private final String doing;

        Phase(String doing) {
            this.doing = doing;
        }
    }
}
