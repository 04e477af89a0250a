package dev.heddle.demo.io.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Where metrics are served: {@code [HOST:]PORT}, on the loopback address without a host. */
final class MetricsAddress {
    private static final int MOST_PORT = 65_535;

    private MetricsAddress() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message says what it must be
     */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        int port = port(text, text.substring(colon + 1));
        return new InetSocketAddress(host(text, colon), port);
    }

    private static InetAddress host(String text, int colon) {
        if (colon < 0) {
            return InetAddress.getLoopbackAddress();
        }
        try {
            if (colon > 0) {
                return InetAddress.getByName(text.substring(0, colon));
            }
        } catch (UnknownHostException _) {
            // Said below.
        }
        throw new IllegalArgumentException("has no host that is known: " + text);
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port <= MOST_PORT) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is no port.
        }
        throw new IllegalArgumentException(
                "must be a port, or a host and a port, such as 9464 or 127.0.0.1:9464: " + text);
    }
}
