package dev.heddle.http;

import io.netty.handler.codec.http.HttpMethod;

/** Request methods from text. */
final class Methods {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Methods() {}

    static HttpMethod of(String name) {
        if (name.isEmpty() || !name.chars().allMatch(Methods::isTokenChar)) {
            throw new IllegalArgumentException("not a request method: " + name);
        }
        if (name.equals(HttpMethod.CONNECT.name())) {
            throw new IllegalArgumentException("CONNECT opens tunnels, which a session does not");
        }
        return HttpMethod.valueOf(name);
    }

    private static boolean isTokenChar(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }
}
