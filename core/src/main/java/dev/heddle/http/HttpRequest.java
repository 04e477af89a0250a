package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A request that has not been sent: immutable, made by the methods of an {@link HttpSession}, sent
 * once per subscription to what {@link #send}, {@link #bytes}, {@link #text}, {@link #json} or
 * {@link #exchange} return.
 *
 * <p><b>Cancelling</b> the subscription, or the task that awaits it, aborts the exchange: a request
 * that waits for a connection is forgotten, one that is under way takes its connection with it.
 *
 * <p><b>Threads.</b> Any thread may subscribe; signals come on the thread of the session's loop.
 *
 * <p><b>Failures</b> are {@link HttpException}s.
 */
public final class HttpRequest {
    final HttpSession session;
    final HttpMethod method;
    final Target target;
    final Duration timeout;
    final @Nullable RequestBody body;

    /** Null: none but the session's. Never modified after construction. */
    final @Nullable HttpHeaders headers;

    /** Headers that are not sent, the session's neither: credentials after a redirect elsewhere. */
    final Set<String> withheld;

    HttpRequest(HttpSession session, HttpMethod method, Target target, Duration timeout) {
        this(session, method, target, timeout, null, null, Set.of());
    }

    HttpRequest(
            HttpSession session,
            HttpMethod method,
            Target target,
            Duration timeout,
            @Nullable HttpHeaders headers,
            @Nullable RequestBody body,
            Set<String> withheld) {
        this.session = session;
        this.method = method;
        this.target = target;
        this.timeout = timeout;
        this.headers = headers;
        this.body = body;
        this.withheld = withheld;
    }

    /**
     * The method.
     *
     * @return such as {@code GET}
     */
    public String method() {
        return method.name();
    }

    /**
     * Where it goes.
     *
     * @return the URL, without user info and fragment
     */
    public String url() {
        return target.url();
    }

    /** Whether sending it twice does no more than sending it once (RFC 9110, 9.2.2). */
    boolean isIdempotent() {
        return switch (method.name()) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
            default -> headers != null && headers.contains("Idempotency-Key");
        };
    }

    // --- what to send -----------------------------------------------------------------------

    /**
     * The same request with a header, in place of the session's default and of one set before.
     *
     * @param name the name
     * @param value the value
     * @return the new request
     * @throws IllegalArgumentException if the name or the value may not stand in a header, or it is
     *     {@code Transfer-Encoding}, or a {@code Content-Length} that is not 1 to 18 digits; such a
     *     length is sent with a streamed body only
     */
    public HttpRequest header(String name, String value) {
        return with(Headers.withOwn(headers, name, value), body);
    }

    /**
     * The same request with another total deadline than the session's.
     *
     * @param value more than zero; counts from the subscription to the end of the body, waiting for
     *     a connection included
     * @return the new request
     */
    public HttpRequest timeout(Duration value) {
        return new HttpRequest(
                session,
                method,
                target,
                HttpSessionBuilder.positive("timeout", value),
                headers,
                body,
                withheld);
    }

    /**
     * The same request with a text as its body, in UTF-8; {@code text/plain} unless a header says
     * otherwise.
     *
     * @param text the body
     * @return the new request
     */
    public HttpRequest body(String text) {
        return with(
                Headers.withDefault(
                        headers, HttpHeaderNames.CONTENT_TYPE, "text/plain;charset=utf-8"),
                new RequestBody.Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The same request with a body.
     *
     * @param bytes the body; not copied
     * @return the new request
     */
    public HttpRequest body(byte[] bytes) {
        return with(headers, new RequestBody.Bytes(Objects.requireNonNull(bytes, "bytes")));
    }

    /**
     * The same request with a body that is produced while it is sent: chunked, unless a {@code
     * Content-Length} header says how long it is. Each subscription to the answer subscribes to it
     * once, and asks for no more than the connection takes; so such a request is not sent again, be
     * it for a retry or a redirect that asks for its body.
     *
     * @param parts the pieces of the body, in order
     * @return the new request
     */
    public HttpRequest body(Publisher<byte[]> parts) {
        return with(headers, new RequestBody.Streamed(Objects.requireNonNull(parts, "parts")));
    }

    /**
     * The same request with a value as its body, written as JSON by Jackson; {@code
     * application/json} unless a header says otherwise.
     *
     * @param value what to write
     * @return the new request
     * @throws tools.jackson.core.JacksonException if Jackson cannot write it
     */
    public HttpRequest bodyJson(Object value) {
        return with(
                Headers.withDefault(headers, HttpHeaderNames.CONTENT_TYPE, "application/json"),
                new RequestBody.Bytes(Json.write(value)));
    }

    private HttpRequest with(@Nullable HttpHeaders newHeaders, @Nullable RequestBody newBody) {
        return new HttpRequest(session, method, target, timeout, newHeaders, newBody, withheld);
    }

    // --- what comes back --------------------------------------------------------------------

    /**
     * Sends the request and keeps the whole answer, whatever its status.
     *
     * @return the answer; {@link HttpException} if there is none, or its body is longer than the
     *     session's limit
     */
    public Mono<HttpResponse> send() {
        return session.send(this, Function.identity());
    }

    /**
     * The body of the answer.
     *
     * @return the bytes; {@link HttpStatusException} for a status of 400 or more, else as {@link
     *     #send()}
     */
    public Mono<byte[]> bytes() {
        return session.send(this, response -> successful(response).bytes());
    }

    /**
     * The body of the answer as text, as {@link HttpResponse#text()} reads it.
     *
     * @return the text; {@link HttpStatusException} for a status of 400 or more, else as {@link
     *     #send()}
     */
    public Mono<String> text() {
        return session.send(this, response -> successful(response).text());
    }

    /**
     * The body of the answer read as JSON by Jackson.
     *
     * @param type what to read
     * @param <T> what to read
     * @return the value, none for the JSON value {@code null}; {@link HttpStatusException} for a
     *     status of 400 or more, else as {@link #send()}
     */
    public <T> Mono<T> json(Class<T> type) {
        return session.send(this, response -> successful(response).json(type));
    }

    /**
     * Sends the request and hands over the answer as it comes. No more is read from the connection
     * than the subscriber of the body asks for, give or take a buffer. The total deadline covers
     * the body, too, until its end has been read from the connection: a subscriber that takes its
     * time with what has come by then is not limited. The connection is free when the body has been
     * read to its end, and closed when the result ends or is cancelled before that.
     *
     * {@snippet class="dev.heddle.http.HttpSnippets" region="exchange"}
     *
     * @param handler makes the result of the head and the body; called on the loop's thread, where
     *     it must not wait; the body can be subscribed to once, and only before the result ends
     * @param <T> the type of the result
     * @return what the handler's publisher emits
     */
    public <T> Flux<T> exchange(BiFunction<HttpHead, Flux<byte[]>, Publisher<T>> handler) {
        return session.exchange(this, Objects.requireNonNull(handler, "handler"));
    }

    private static HttpResponse successful(HttpResponse response) {
        if (response.status() >= 400) {
            throw new HttpStatusException(response);
        }
        return response;
    }

    @Override
    public String toString() {
        return "HttpRequest[" + method + " " + target.url() + "]";
    }
}
