package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** An answer with its whole body, whatever its status. May be read by any thread. */
public final class HttpResponse {
    private final HttpRequest request;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final HttpTimings timings;

    HttpResponse(
            HttpRequest request,
            int status,
            HttpHeaders headers,
            byte[] body,
            HttpTimings timings) {
        this.request = request;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.timings = timings;
    }

    /**
     * The status code.
     *
     * @return 200 to 999
     */
    public int status() {
        return status;
    }

    /**
     * The headers, looked up without regard to case.
     *
     * @return the headers
     */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * The URL that answered: after redirects, the last one.
     *
     * @return the URL, without user info and fragment
     */
    public String url() {
        return request.target.url();
    }

    /**
     * How long the phases of the last attempt took.
     *
     * @return the timings
     */
    public HttpTimings timings() {
        return timings;
    }

    /**
     * The body, decoded (see {@link HttpSessionBuilder#decompress}).
     *
     * @return the bytes themselves, not a copy; empty without a body
     */
    public byte[] bytes() {
        return body;
    }

    /**
     * The body in the charset of its {@code Content-Type}; UTF-8 where that names none, or one this
     * JVM does not know.
     *
     * @return the text
     */
    public String text() {
        return new String(body, charset());
    }

    /**
     * The body read as JSON by Jackson.
     *
     * @param type what to read
     * @param <T> what to read
     * @return the value; null for the JSON value {@code null}
     * @throws tools.jackson.core.JacksonException if the body is not JSON, or not of that type
     */
    public <T> T json(Class<T> type) {
        return Json.read(body, type);
    }

    private Charset charset() {
        var contentType = headers().get(HttpHeaderNames.CONTENT_TYPE);
        return contentType == null
                ? StandardCharsets.UTF_8
                : HttpUtil.getCharset(contentType, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "HttpResponse[" + status() + " " + url() + ", " + body.length + " bytes]";
    }
}
