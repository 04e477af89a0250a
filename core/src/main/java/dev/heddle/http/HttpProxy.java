package dev.heddle.http;

import java.util.Map;

/**
 * The proxy that a session's requests go through, and the hosts that are reached without it.
 * Immutable.
 */
public final class HttpProxy {
    private static final HttpProxy NONE = new HttpProxy();

    private HttpProxy() {}

    /**
     * No proxy.
     *
     * @return none
     */
    public static HttpProxy none() {
        return NONE;
    }

    /**
     * The same proxy for http and https.
     *
     * @param url {@code http://[user:password@]host:port}, {@code socks5://…}, or {@code
     *     socks5h://…}, which leaves DNS to the proxy
     * @return the proxy
     * @throws IllegalArgumentException if it is no such URL; the message shows it, without password
     */
    public static HttpProxy of(String url) {
        return NONE; // not yet
    }

    /**
     * What the environment names, as curl reads it: {@code http_proxy} (in lower case only, for a
     * CGI's {@code HTTP_PROXY} is a request header), {@code https_proxy} and {@code all_proxy} in
     * either case, and {@code no_proxy}.
     *
     * @return the proxy, or {@link #none()}
     * @throws IllegalArgumentException if a variable holds no URL of a proxy; the message names it
     */
    public static HttpProxy fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    static HttpProxy fromEnvironment(Map<String, String> environment) {
        return NONE; // not yet
    }

    /**
     * Reaches some hosts without the proxy.
     *
     * @param hosts names, which stand for their subdomains too; addresses; networks such as {@code
     *     10.0.0.0/8}; with or without a port; {@code *} for all
     * @return the new proxy
     */
    public HttpProxy except(String... hosts) {
        return NONE; // not yet
    }
}
