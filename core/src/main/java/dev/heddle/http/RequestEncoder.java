package dev.heddle.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what Netty writes of a request. */
final class RequestEncoder {
    /** Without a body, these say that they have none (RFC 9110, 8.6). */
    private static final Set<HttpMethod> USUALLY_WITH_BODY =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private static final byte[] NOTHING = {};

    private static final Logger LOG = LoggerFactory.getLogger(HttpSession.class);

    private RequestEncoder() {}

    static io.netty.handler.codec.http.HttpRequest encode(
            HttpRequest request, Host host, @Nullable HttpObserver observer) {
        String path = host.forwarder == null ? request.target.path() : request.target.url();
        var headers = observer == null ? headers(request, host) : observed(request, host, observer);
        if (request.body instanceof RequestBody.Streamed) {
            return new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method, path, headers);
        }
        var content = request.body instanceof RequestBody.Bytes body ? body.bytes() : NOTHING;
        return full(request.method, path, headers, content);
    }

    private static DefaultFullHttpRequest full(
            HttpMethod method, String path, HttpHeaders headers, byte[] body) {
        var content = body.length == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, method, path, content, headers, EmptyHttpHeaders.INSTANCE);
    }

    /** The shared headers of the host where a request adds none. */
    private static HttpHeaders headers(HttpRequest request, Host host) {
        boolean plain =
                request.headers == null
                        && request.withheld.isEmpty()
                        && request.session.cookies == null
                        && request.body == null
                        && request.target.credentials() == null
                        && !USUALLY_WITH_BODY.contains(request.method);
        return plain ? host.headers : ownHeaders(request, host);
    }

    private static HttpHeaders observed(HttpRequest request, Host host, HttpObserver observer) {
        var addition = new Addition(headers(request, host), host.headers);
        try {
            observer.sending(request, addition);
        } catch (RuntimeException e) {
            LOG.error("the observer of an HTTP session threw", e);
        }
        return addition.headers;
    }

    /** What an observer adds; the shared headers of the host are copied before the first. */
    private static final class Addition implements BiConsumer<String, String> {
        private final HttpHeaders shared;
        HttpHeaders headers;

        Addition(HttpHeaders headers, HttpHeaders shared) {
            this.headers = headers;
            this.shared = shared;
        }

        @Override
        public void accept(String name, String value) {
            if (headers == shared) {
                headers = Headers.copy(shared);
            }
            headers.set(name, value);
        }
    }

    /** The host's headers without those that are withheld; credentials for a proxy are none. */
    private static HttpHeaders shared(HttpRequest request, Host host) {
        var headers = Headers.copy(host.headers);
        if (request.withheld.isEmpty()) {
            return headers;
        }
        request.withheld.forEach(headers::remove);
        return host.forwarder == null ? headers : host.forwarder.authorize(headers);
    }

    private static HttpHeaders ownHeaders(HttpRequest request, Host host) {
        var headers = shared(request, host);
        var credentials = request.target.credentials();
        if (credentials != null) {
            headers.set(HttpHeaderNames.AUTHORIZATION, basic(credentials));
        }
        if (request.headers != null) {
            headers.setAll(request.headers);
            Codings.acceptNoneOfAPart(request, headers);
        }
        if (request.session.cookies != null) {
            request.session.cookies.addTo(headers, request.target);
        }
        if (request.body != null) {
            request.body.describe(headers);
        } else if (USUALLY_WITH_BODY.contains(request.method)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        } else {
            // Of what would it be the length? The server would take the next request for the body.
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        return headers;
    }

    static String basic(String credentials) {
        byte[] plain = credentials.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }
}
