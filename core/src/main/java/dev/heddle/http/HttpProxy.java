package dev.heddle.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that a session's requests go through, and the hosts that are reached without it.
 * Immutable.
 *
 * <p>An HTTP proxy is asked for http URLs by requests in absolute form (RFC 9112, 3.2.2), and for a
 * tunnel ({@code CONNECT}) to the others; a SOCKS5 proxy for a tunnel always.
 */
public final class HttpProxy {
    private static final HttpProxy NONE = new HttpProxy(null, null, List.of());

    private final @Nullable ProxyServer http;
    private final @Nullable ProxyServer https;
    private final List<NoProxy> exceptions;

    private HttpProxy(
            @Nullable ProxyServer http, @Nullable ProxyServer https, List<NoProxy> exceptions) {
        this.http = http;
        this.https = https;
        this.exceptions = exceptions;
    }

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
     *     socks5h://…}, which leaves DNS to the proxy; without a scheme http, without a port 1080,
     *     as curl takes them
     * @return the proxy
     * @throws IllegalArgumentException if it is no such URL; the message shows it, without password
     */
    public static HttpProxy of(String url) {
        var server = ProxyServer.parse(url);
        return new HttpProxy(server, server, List.of());
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
        var http = server(environment, "http_proxy", "all_proxy", "ALL_PROXY");
        var https = server(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
        if (http == null && https == null) {
            return NONE;
        }
        String variable = isSet(environment, "no_proxy") ? "no_proxy" : "NO_PROXY";
        String value = environment.getOrDefault(variable, "");
        try {
            return new HttpProxy(http, https, rules(List.of(), value.split("[,\\s]+")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
        }
    }

    /** Of the first variable that is set. */
    private static @Nullable ProxyServer server(Map<String, String> all, String... variables) {
        for (String variable : variables) {
            if (isSet(all, variable)) {
                return server(variable, all.getOrDefault(variable, "").strip());
            }
        }
        return null;
    }

    /** An empty variable is as good as none. */
    private static boolean isSet(Map<String, String> all, String variable) {
        return !all.getOrDefault(variable, "").isBlank();
    }

    private static ProxyServer server(String variable, String url) {
        try {
            return ProxyServer.parse(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reaches some hosts without the proxy.
     *
     * @param hosts names, which stand for their subdomains too; addresses; networks such as {@code
     *     10.0.0.0/8}; with or without a port; {@code *} for all. Names are not looked up: networks
     *     are about URLs with addresses in them
     * @return the new proxy
     * @throws IllegalArgumentException if one is none of these; the message shows it
     */
    public HttpProxy except(String... hosts) {
        return new HttpProxy(http, https, rules(exceptions, hosts));
    }

    private static List<NoProxy> rules(List<NoProxy> some, String... more) {
        var all = new ArrayList<>(some);
        for (String rule : more) {
            if (!rule.isBlank()) {
                all.add(NoProxy.of(rule));
            }
        }
        return List.copyOf(all);
    }

    /** The proxy that leads to an origin; null if none does. */
    @Nullable ProxyServer server(Origin origin) {
        var server = origin.secure() ? https : http;
        if (server != null) {
            for (var exception : exceptions) {
                if (exception.matches(origin)) {
                    return null;
                }
            }
        }
        return server;
    }

    /** The proxies, without users and passwords. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "HttpProxy[http: %s, https: %s]", text(http), text(https));
    }

    private static String text(@Nullable ProxyServer server) {
        return server == null ? "none" : server.toString();
    }
}
