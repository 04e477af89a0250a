package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy, and how it is spoken to.
 *
 * @param host lower case, ASCII, an IPv6 address without its brackets
 * @param authority host and port, for messages
 * @param credentials user and password with a colon between, or null
 */
record ProxyServer(
        Kind kind, String host, int port, String authority, @Nullable String credentials) {
    /** curl's, where a URL names none. */
    private static final int USUAL_PORT = 1080;

    /** What a proxy speaks. */
    enum Kind {
        HTTP("http://"),
        /** Is told addresses: names are looked up here. */
        SOCKS5("socks5://"),
        /** Is told names. */
        SOCKS5_NAMES("socks5h://");

        final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }
    }

    /**
     * Takes the URL of a proxy apart; without a scheme, it is an HTTP proxy.
     *
     * @throws IllegalArgumentException if it is none; the message shows it without credentials
     */
    static ProxyServer parse(String url) {
        var kind = kind(url);
        String rest = url.contains("://") ? url.substring(kind.scheme.length()) : url;
        Target target;
        try {
            target = UrlParser.parse("http://" + rest);
        } catch (IllegalArgumentException e) {
            // Without its cause, which may show the password.
            throw malformed(url, why(e));
        }
        if (!target.path().equals("/")) {
            throw malformed(url, "it has a path");
        }
        var origin = target.origin();
        int port = namesPort(rest) ? origin.port() : USUAL_PORT;
        String name = origin.host().indexOf(':') < 0 ? origin.host() : "[" + origin.host() + "]";
        return new ProxyServer(kind, origin.host(), port, name + ":" + port, target.credentials());
    }

    private static Kind kind(String url) {
        if (!url.contains("://")) {
            return Kind.HTTP;
        }
        for (var kind : Kind.values()) {
            if (url.toLowerCase(Locale.ROOT).startsWith(kind.scheme)) {
                return kind;
            }
        }
        throw malformed(url, "it must begin with http://, socks5:// or socks5h://");
    }

    private static boolean namesPort(String rest) {
        return rest.matches("(?s).*:[0-9]+/?");
    }

    /** The parser's reason, which it gives last, in parentheses. */
    private static String why(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.lastIndexOf(" (");
        return start < 0 ? message : message.substring(start + 2, message.length() - 1);
    }

    private static IllegalArgumentException malformed(String url, String why) {
        String shown = url.replaceFirst("(?s)^([A-Za-z0-9+.-]*://)?.*@", "$1***@");
        return new IllegalArgumentException(
                "not the URL of a proxy: "
                        + shown.replaceAll("\\p{Cntrl}", "\uFFFD")
                        + " ("
                        + why
                        + ")");
    }

    @Nullable String user() {
        return credentials == null ? null : credentials.split(":", 2)[0];
    }

    String password() {
        int colon = credentials == null ? -1 : credentials.indexOf(':');
        return credentials == null || colon < 0 ? "" : credentials.substring(colon + 1);
    }

    /** Whether requests for this origin are sent to the proxy itself, in absolute form. */
    boolean forwards(Origin origin) {
        return kind == Kind.HTTP && !origin.secure();
    }

    /** Adds what a request that the proxy forwards must have. */
    HttpHeaders authorize(HttpHeaders headers) {
        return credentials == null
                ? headers
                : Headers.with(
                        headers,
                        HttpHeaderNames.PROXY_AUTHORIZATION,
                        RequestEncoder.basic(credentials));
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return kind.scheme + authority;
    }
}
