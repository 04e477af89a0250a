package dev.heddle.demo.io.fetch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to fetch.
 *
 * @param url as it was given
 * @param id what the user calls it, copied to its record
 * @param headers beside those of the command line, which give way to them
 * @param defect what keeps it from being a request, if that showed already
 */
record Request(
        String url,
        String method,
        @Nullable String id,
        Map<String, String> headers,
        @Nullable Payload body,
        @Nullable String defect) {
    static final String GET = "GET";

    /** A GET of a URL. */
    static Request of(String url) {
        return new Request(url, GET, null, Map.of(), null, null);
    }

    /** A line that is no request. */
    static Request defective(String shown, String defect) {
        return new Request(shown, GET, null, Map.of(), null, defect);
    }

    boolean isPlainGet() {
        return method.equals(GET) && body == null;
    }

    /** The URL, and after a {@code #} what else tells the request from others of the same URL. */
    String distinctUrl() {
        return isPlainGet() ? url : url + "#" + method + (body == null ? "" : " " + body.hash());
    }
}
