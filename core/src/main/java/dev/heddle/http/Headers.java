package dev.heddle.http;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Headers that are never modified once others can see them. */
final class Headers {
    private Headers() {}

    static HttpHeaders with(@Nullable HttpHeaders headers, CharSequence name, CharSequence value) {
        return (headers == null ? empty() : headers.copy()).set(name, value);
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

    private static HttpHeaders empty() {
        return DefaultHttpHeadersFactory.headersFactory().newHeaders();
    }
}
