package dev.heddle.http;

/** How long opening a connection took, in nanoseconds. */
record ConnectTimings(long dns, long connect, long tls) {
    static final ConnectTimings NONE = new ConnectTimings(0, 0, 0);

    long total() {
        return dns + connect + tls;
    }
}
