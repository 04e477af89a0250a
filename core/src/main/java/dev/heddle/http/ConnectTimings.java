package dev.heddle.http;

/**
 * How long the phases of opening a connection took, in nanoseconds; 0 for those it did not have.
 *
 * @param dns looking up the name of the host, or of the proxy
 * @param connect TCP, and a proxy's tunnel
 * @param tls the handshake
 */
record ConnectTimings(long dns, long connect, long tls) {
    static final ConnectTimings NONE = new ConnectTimings(0, 0, 0);

    long total() {
        return dns + connect + tls;
    }
}
