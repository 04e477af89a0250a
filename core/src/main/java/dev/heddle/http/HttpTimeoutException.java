package dev.heddle.http;

import dev.heddle.internal.Text;
import java.time.Duration;

/** A request, or a part of it, took longer than it may; the exchange is aborted. */
public final class HttpTimeoutException extends HttpException {
    private static final long serialVersionUID = 1L;

    private final Limit limit;
    private final Phase phase;
    private final Duration timeout;

    /** The total deadline passed. */
    HttpTimeoutException(String url, Phase phase, Duration timeout) {
        this(Limit.TOTAL, url, phase, timeout, message(url, phase, timeout));
    }

    private HttpTimeoutException(
            Limit limit, String url, Phase phase, Duration timeout, String message) {
        super(Kind.TIMEOUT, url, message, null);
        this.limit = limit;
        this.phase = phase;
        this.timeout = timeout;
    }

    static HttpTimeoutException acquire(String url, Duration timeout) {
        return new HttpTimeoutException(
                Limit.ACQUIRE,
                url,
                Phase.QUEUED,
                timeout,
                "no connection for "
                        + url
                        + " was free within "
                        + Text.of(timeout)
                        + " (acquireTimeout): raise maxConnections or maxConnectionsPerHost, or"
                        + " send less at a time");
    }

    static HttpTimeoutException response(String url, Duration timeout) {
        return new HttpTimeoutException(
                Limit.RESPONSE,
                url,
                Phase.WAITING,
                timeout,
                "no answer from "
                        + url
                        + " began within "
                        + Text.of(timeout)
                        + " of the request (responseTimeout)");
    }

    static HttpTimeoutException read(String url, Duration timeout) {
        return new HttpTimeoutException(
                Limit.READ,
                url,
                Phase.READING,
                timeout,
                "the body from " + url + " stood still for " + Text.of(timeout) + " (readTimeout)");
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
     * Which of the session's deadlines it was. That of connecting is an {@link HttpException} of
     * kind {@link Kind#CONNECT}, like a connection that is refused.
     *
     * @return the limit
     */
    public Limit limit() {
        return limit;
    }

    /**
     * How long it had.
     *
     * @return the timeout that passed
     */
    public Duration timeout() {
        return timeout;
    }

    /** The deadlines of a session. */
    public enum Limit {
        /** {@link HttpSessionBuilder#timeout}. */
        TOTAL,
        /** {@link HttpSessionBuilder#acquireTimeout}. */
        ACQUIRE,
        /** {@link HttpSessionBuilder#responseTimeout}. */
        RESPONSE,
        /** {@link HttpSessionBuilder#readTimeout}. */
        READ
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
        READING("reading the body"),
        /** It is to be sent again in a while. */
        PAUSING("waiting to be sent again");

        private final String doing;

        Phase(String doing) {
            this.doing = doing;
        }
    }
}
