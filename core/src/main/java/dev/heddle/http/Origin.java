package dev.heddle.http;

import org.jspecify.annotations.Nullable;

/**
 * Where connections lead: those of one origin are interchangeable.
 *
 * @param secure https
 * @param host lower case, ASCII, an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param authority the value of the Host header
 */
record Origin(boolean secure, String host, int port, String authority) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static Origin of(boolean secure, String host, int port) {
        int usual = secure ? HTTPS_PORT : HTTP_PORT;
        int actual = port < 0 ? usual : port;
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return new Origin(secure, host, actual, actual == usual ? name : name + ":" + actual);
    }

    String url() {
        return (secure ? "https://" : "http://") + authority;
    }

    // By hand, as in the next method: a record's own are spun at their first use, which takes a
    // starting JVM some ten milliseconds each.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that
                && port == that.port
                && secure == that.secure
                && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }
}
