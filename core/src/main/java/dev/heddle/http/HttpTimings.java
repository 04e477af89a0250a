package dev.heddle.http;

import java.time.Duration;

/**
 * How long the phases of one attempt took, one after the other; zero for those it did not have, or
 * did not come to: on a connection that was there already, no DNS, connect and TLS. May be read by
 * any thread.
 */
public final class HttpTimings {
    private final long queue;
    private final long dns;
    private final long connect;
    private final long tls;
    private final long firstByte;
    private final long body;

    /** Each in nanoseconds, not negative. */
    HttpTimings(long queue, long dns, long connect, long tls, long firstByte, long body) {
        this.queue = queue;
        this.dns = dns;
        this.connect = connect;
        this.tls = tls;
        this.firstByte = firstByte;
        this.body = body;
    }

    /**
     * Waiting for the host's rate, and for a connection.
     *
     * @return zero or more
     */
    public Duration queue() {
        return Duration.ofNanos(queue);
    }

    /**
     * Looking up the name of the host.
     *
     * @return zero or more
     */
    public Duration dns() {
        return Duration.ofNanos(dns);
    }

    /**
     * Opening the TCP connection, a proxy's tunnel included.
     *
     * @return zero or more
     */
    public Duration connect() {
        return Duration.ofNanos(connect);
    }

    /**
     * The handshake.
     *
     * @return zero or more
     */
    public Duration tls() {
        return Duration.ofNanos(tls);
    }

    /**
     * From sending the request to the head of the answer.
     *
     * @return zero or more
     */
    public Duration firstByte() {
        return Duration.ofNanos(firstByte);
    }

    /**
     * From there to the end of the body.
     *
     * @return zero or more
     */
    public Duration body() {
        return Duration.ofNanos(body);
    }

    /**
     * All phases together.
     *
     * @return their sum
     */
    public Duration total() {
        return Duration.ofNanos(queue + dns + connect + tls + firstByte + body);
    }

    @Override
    public String toString() {
        return "HttpTimings[queue "
                + queue()
                + ", dns "
                + dns()
                + ", connect "
                + connect()
                + ", tls "
                + tls()
                + ", first byte "
                + firstByte()
                + ", body "
                + body()
                + "]";
    }
}
