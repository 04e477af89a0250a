package dev.heddle.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to send again and again. In its URL, its headers' values and its body, {@code
 * ${column}} stands for a value of the {@link DataTable}'s row. It is encoded in a URL, and escaped
 * in the strings of a body whose {@code Content-Type} has {@code json} in it; elsewhere it is as
 * the row has it. Immutable.
 *
 * @param method such as {@code GET}
 * @param url an http or https URL
 * @param headers in order
 * @param body in UTF-8; null for none
 * @param weight how often it is sent, beside others; at least 1
 */
public record LoadRequest(
        String method, String url, Map<String, String> headers, @Nullable String body, int weight) {
    public LoadRequest {
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        if (weight < 1) {
            throw new IllegalArgumentException("a weight must be at least 1: " + weight);
        }
    }

    /**
     * A GET request.
     *
     * @param url where to
     * @return the request
     */
    public static LoadRequest get(String url) {
        return of("GET", url);
    }

    /**
     * A request with any method.
     *
     * @param method such as {@code POST}
     * @param url where to
     * @return the request
     */
    public static LoadRequest of(String method, String url) {
        return new LoadRequest(method, url, Map.of(), null, 1);
    }

    /** The same with a header more. */
    public LoadRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new LoadRequest(method, url, more, body, weight);
    }

    /** The same with a body. */
    public LoadRequest body(String text) {
        return new LoadRequest(method, url, headers, text, weight);
    }

    /** The same, sent so many times as often. */
    public LoadRequest weight(int times) {
        return new LoadRequest(method, url, headers, body, times);
    }
}
