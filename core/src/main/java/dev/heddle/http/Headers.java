package dev.heddle.http;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers that are never modified once others can see them. */
final class Headers {
    /** No sign, no overflow: what every server reads as the same number. */
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private Headers() {}

    /** With a header of the user's for one request. */
    static HttpHeaders withOwn(@Nullable HttpHeaders headers, String name, String value) {
        refuseTransferEncoding(name);
        if (isContentLength(name) && !LENGTH.matcher(value).matches()) {
            throw new IllegalArgumentException("not a Content-Length: " + value);
        }
        return with(headers, name, value);
    }

    /** With a header of the user's for every request of a session. */
    static HttpHeaders withShared(@Nullable HttpHeaders headers, String name, String value) {
        refuseTransferEncoding(name);
        if (isContentLength(name)) {
            throw new IllegalArgumentException(
                    "Content-Length belongs to a request with a streamed body, not to a session");
        }
        if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
            throw new IllegalArgumentException("Host belongs to a request, not to a session");
        }
        return with(headers, name, value);
    }

    private static void refuseTransferEncoding(String name) {
        if (HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)) {
            throw new IllegalArgumentException(
                    "Transfer-Encoding is set by the session: for a chunked body pass a Publisher"
                            + " to body()");
        }
    }

    private static boolean isContentLength(String name) {
        return HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name);
    }

    static HttpHeaders with(@Nullable HttpHeaders headers, CharSequence name, CharSequence value) {
        return (headers == null ? empty() : copy(headers)).set(name, value);
    }

    static HttpHeaders withDefault(
            @Nullable HttpHeaders headers, CharSequence name, CharSequence value) {
        return headers != null && headers.contains(name) ? headers : with(headers, name, value);
    }

    /** The headers of every request of a session. */
    static HttpHeaders withDefaults(@Nullable HttpHeaders headers) {
        var accepting = withDefault(headers, HttpHeaderNames.ACCEPT, "*/*");
        return withDefault(accepting, HttpHeaderNames.USER_AGENT, "heddle");
    }

    /** Copies into headers that refuse line breaks, which those of Netty's copy() let through. */
    static HttpHeaders copy(HttpHeaders headers) {
        return empty().setAll(headers);
    }

    private static HttpHeaders empty() {
        return DefaultHttpHeadersFactory.headersFactory().newHeaders();
    }
}
