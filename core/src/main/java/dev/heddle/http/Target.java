package dev.heddle.http;

import org.jspecify.annotations.Nullable;

/**
 * A URL, taken apart into what a request needs.
 *
 * @param origin where to connect
 * @param path what goes into the request line: path and query, percent-encoded, no fragment
 * @param credentials user and password with a colon between, decoded, or null
 */
record Target(Origin origin, String path, @Nullable String credentials) {
    String url() {
        return origin.url() + path;
    }
}
