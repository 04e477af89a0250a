package dev.heddle.load;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a request to an http URL needs of it.
 *
 * @param host lower case, an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param authority the value of the Host header
 * @param path what goes into the request line
 */
record WireUrl(String host, int port, String authority, String path) {
    private static final String HTTP = "http://";
    private static final int HTTP_PORT = 80;

    /** ASCII that must not stand in a request line, beside controls and the space. */
    private static final String ENCODED = "\"<>\\^`{|}";

    /** Whether it is one that needs nothing else: neither TLS, nor credentials, nor IDNA. */
    static boolean isPlain(String url) {
        if (!url.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            return false;
        }
        String authority = url.substring(HTTP.length(), endOfAuthority(url));
        return !authority.isEmpty()
                && authority.indexOf('%') < 0
                && authority.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '@' && c != '\\');
    }

    /** Takes a {@link #isPlain plain} URL apart. */
    static WireUrl of(String url) {
        int end = endOfAuthority(url);
        String authority = url.substring(HTTP.length(), end).toLowerCase(Locale.ROOT);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String name = hasPort ? authority.substring(0, colon) : authority;
        int port =
                hasPort && colon + 1 < authority.length()
                        ? Integer.parseInt(authority.substring(colon + 1))
                        : HTTP_PORT;
        return new WireUrl(
                name.startsWith("[") ? name.substring(1, name.length() - 1) : name,
                port,
                port == HTTP_PORT ? name : name + ":" + port,
                path(url, end));
    }

    private static int endOfAuthority(String url) {
        int at = HTTP.length();
        while (at < url.length() && "/?#".indexOf(url.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static String path(String url, int from) {
        int fragment = url.indexOf('#', from);
        String path = encoded(url.substring(from, fragment < 0 ? url.length() : fragment));
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String encoded(String text) {
        if (text.chars().noneMatch(WireUrl::mustEncode)) {
            return text;
        }
        var encoded = new StringBuilder(text.length() + 32);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (mustEncode(b & 0xff)) {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }

    private static boolean mustEncode(int c) {
        return c <= ' ' || c > '~' || ENCODED.indexOf(c) >= 0;
    }
}
