package dev.heddle.http;

import java.time.Duration;

/**
 * How long the phases of an exchange took, one after the other; zero for those it did not have: on
 * a connection that was there already, no DNS, connect and TLS. Phases of earlier attempts are not
 * in it.
 *
 * @param queue waiting for its host's rate, and for a connection that was not its own
 * @param dns looking up the name of the host
 * @param connect opening the TCP connection, a proxy's tunnel included
 * @param tls the handshake
 * @param firstByte from sending the request to the head of the answer
 * @param body from there to the end of the body
 */
public record HttpTimings(
        Duration queue,
        Duration dns,
        Duration connect,
        Duration tls,
        Duration firstByte,
        Duration body) {
    /**
     * All phases together.
     *
     * @return their sum
     */
    public Duration total() {
        return queue.plus(dns).plus(connect).plus(tls).plus(firstByte).plus(body);
    }
}
