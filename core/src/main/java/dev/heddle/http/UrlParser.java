package dev.heddle.http;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads http and https URLs as browsers do (WHATWG URL), a little stricter: what is ambiguous
 * (spaces, control characters, no host) is refused with the URL in the message. {@code
 * java.net.URI} refuses much of what servers and browsers accept, and costs ten times as much.
 *
 * <p>Used by one thread; one parser reads one URL.
 */
final class UrlParser {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";
    private static final int MAX_PORT = 65_535;

    /** ASCII that must not stand in a request line, beside controls and the space. */
    private static final String ENCODED = "\"<>\\^`{|}";

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final String url;
    private int position;

    private UrlParser(String url) {
        this.url = url;
    }

    /**
     * Takes a URL apart.
     *
     * @throws IllegalArgumentException if it is none of http or https
     */
    static Target parse(String url) {
        return new UrlParser(url).target();
    }

    private Target target() {
        boolean secure = readScheme();
        int end = endOfAuthority();
        int at = url.lastIndexOf('@', end - 1);
        String credentials = null;
        if (at >= position) {
            credentials = decode(url.substring(position, at));
            position = at + 1;
        }
        var origin = readOrigin(secure, end);
        position = end;
        return new Target(origin, readPath(), credentials);
    }

    private boolean readScheme() {
        boolean secure = url.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
        if (!secure && !url.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            throw malformed("it must begin with http:// or https://");
        }
        position = secure ? HTTPS.length() : HTTP.length();
        return secure;
    }

    private int endOfAuthority() {
        for (int i = position; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
            // Browsers take a backslash for a slash, and so for the end of the host.
            if (c == '\\' || Character.isISOControl(c)) {
                throw malformed("it has " + show(c) + " before its path");
            }
        }
        return url.length();
    }

    private Origin readOrigin(boolean secure, int end) {
        int colon = url.lastIndexOf(':', end - 1);
        // An IPv6 literal has colons of its own, before its bracket.
        boolean hasPort = colon >= position && colon > url.lastIndexOf(']', end - 1);
        int endOfHost = hasPort ? colon : end;
        String host = host(url.substring(position, endOfHost));
        return Origin.of(secure, host, hasPort ? port(colon + 1, end) : -1);
    }

    private String host(String text) {
        if (text.isEmpty()) {
            throw malformed("it names no host");
        }
        if (text.charAt(0) == '[') {
            return ipv6(text);
        }
        String ascii = isAscii(text) ? text : toAscii(text);
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '.' && c != '_') {
                throw malformed("its host has " + show(c) + " in it");
            }
        }
        return ascii.toLowerCase(Locale.ROOT);
    }

    private String ipv6(String text) {
        String address = text.substring(1, Math.max(1, text.length() - 1));
        if (!text.endsWith("]") || !isIpv6(address)) {
            throw malformed("its host is no IPv6 address");
        }
        return address.toLowerCase(Locale.ROOT);
    }

    /** Netty's check looks at nothing behind a %, and a zone has no place in a URL (WHATWG). */
    private static boolean isIpv6(String address) {
        return address.chars().allMatch(UrlParser::isIpv6Char)
                && NetUtil.isValidIpV6Address(address);
    }

    private static boolean isIpv6Char(int c) {
        return c == ':' || c == '.' || (c < 0x80 && Character.digit(c, 16) >= 0);
    }

    private String toAscii(String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw malformed("its host is no host name", e);
        }
    }

    private int port(int from, int end) {
        if (from == end) {
            return -1;
        }
        int port = 0;
        for (int i = from; i < end && port <= MAX_PORT; i++) {
            int digit = url.charAt(i) - '0';
            port = digit < 0 || digit > 9 ? Integer.MAX_VALUE : port * 10 + digit;
        }
        if (port == 0 || port > MAX_PORT) {
            throw malformed("its port is not 1 to 65535");
        }
        return port;
    }

    private String readPath() {
        int fragment = url.indexOf('#', position);
        int end = fragment < 0 ? url.length() : fragment;
        String path = url.substring(position, end);
        if (!isPlain(path)) {
            path = encode(path);
        }
        return path.isEmpty() || path.charAt(0) == '?' ? "/" + path : path;
    }

    /** Whether the text may stand in a request line as it is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || mustEncode(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mustEncode(int c) {
        return c > '~' || ENCODED.indexOf(c) >= 0;
    }

    private String encode(String text) {
        var encoded = new StringBuilder(text.length() + 32);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (c <= ' ' || c == 0x7f) {
                throw malformed(show((char) c) + " must be written %" + hex(c));
            }
            if (mustEncode(c)) {
                encoded.append('%').append(hex(c));
            } else {
                encoded.append((char) c);
            }
        }
        return encoded.toString();
    }

    private String decode(String credentials) {
        try {
            // A plus sign is itself here; only in forms is it a space.
            return URLDecoder.decode(credentials.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("its user info has a % that encodes nothing", e);
        }
    }

    private static String hex(int c) {
        return "" + HEX[c >> 4] + HEX[c & 15];
    }

    private static String show(char c) {
        if (c == ' ') {
            return "a space";
        }
        return Character.isISOControl(c) ? "a control character" : "'" + c + "'";
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private IllegalArgumentException malformed(String why) {
        return malformed(why, null);
    }

    private IllegalArgumentException malformed(String why, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "not an http(s) URL: " + printable() + " (" + why + ")", cause);
    }

    /** The URL as one line, without a password. */
    private String printable() {
        var line = new StringBuilder();
        url.codePoints()
                .limit(2_000)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return line.toString().replaceFirst("(//[^/?#:@]*:)[^/?#]*@", "$1***@");
    }
}
