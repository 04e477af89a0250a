package dev.heddle.http;

import dev.heddle.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends HTTP requests on an event loop and keeps the connections for the next ones, as aiohttp's
 * {@code ClientSession} does. Make one per program or service, not one per request.
 *
 * <p>At most {@link HttpSessionBuilder#maxConnections} connections are open at a time, and to one
 * host at most {@link HttpSessionBuilder#maxConnectionsPerHost}; any number of requests may wait
 * for one, and each host's are served in the order in which they came.
 *
 * <p>Every method may be called from any thread.
 *
 * {@snippet class="dev.heddle.http.HttpSnippets" region="session"}
 */
public final class HttpSession implements AutoCloseable {
    final Settings settings;

    /** Null where none are kept; its classes are not loaded then. */
    final @Nullable Cookies cookies;

    private final Connections connections;

    HttpSession(Settings settings) {
        this.settings = settings;
        this.cookies = settings.cookies() ? new Cookies() : null;
        this.connections = new Connections(settings);
    }

    /**
     * A session with the usual settings on the {@link EventLoop#current() current} loop.
     *
     * @return the session
     * @throws WrongThreadException outside tasks and callbacks of an event loop
     */
    public static HttpSession create() {
        return builder().build();
    }

    /**
     * A session with the usual settings.
     *
     * @param loop where its connections live
     * @return the session
     */
    public static HttpSession create(EventLoop loop) {
        return builder().loop(loop).build();
    }

    /**
     * A session with other settings than the usual ones.
     *
     * @return a new builder
     */
    public static HttpSessionBuilder builder() {
        return new HttpSessionBuilder();
    }

    /**
     * A GET request.
     *
     * @param url an http or https URL; characters outside ASCII are encoded, user info becomes an
     *     {@code Authorization} header, a fragment is dropped
     * @return the request, not sent yet
     * @throws IllegalArgumentException if it is no such URL; the message shows it
     */
    public HttpRequest get(String url) {
        return request(HttpMethod.GET, url);
    }

    /**
     * A HEAD request, whose answer has no body.
     *
     * @param url as for {@link #get}
     * @return the request, not sent yet
     */
    public HttpRequest head(String url) {
        return request(HttpMethod.HEAD, url);
    }

    /**
     * A POST request.
     *
     * @param url as for {@link #get}
     * @return the request, not sent yet
     */
    public HttpRequest post(String url) {
        return request(HttpMethod.POST, url);
    }

    /**
     * A PUT request.
     *
     * @param url as for {@link #get}
     * @return the request, not sent yet
     */
    public HttpRequest put(String url) {
        return request(HttpMethod.PUT, url);
    }

    /**
     * A PATCH request.
     *
     * @param url as for {@link #get}
     * @return the request, not sent yet
     */
    public HttpRequest patch(String url) {
        return request(HttpMethod.PATCH, url);
    }

    /**
     * A DELETE request.
     *
     * @param url as for {@link #get}
     * @return the request, not sent yet
     */
    public HttpRequest delete(String url) {
        return request(HttpMethod.DELETE, url);
    }

    /**
     * An OPTIONS request.
     *
     * @param url as for {@link #get}
     * @return the request, not sent yet
     */
    public HttpRequest options(String url) {
        return request(HttpMethod.OPTIONS, url);
    }

    /**
     * A request with any method.
     *
     * @param method the method, in the case in which it is sent
     * @param url as for {@link #get}
     * @return the request, not sent yet
     * @throws IllegalArgumentException if the method is no token, or {@code CONNECT}
     */
    public HttpRequest request(String method, String url) {
        return request(Methods.of(method), url);
    }

    private HttpRequest request(HttpMethod method, String url) {
        return new HttpRequest(this, method, UrlParser.parse(url), settings.timeouts().total());
    }

    <T extends @Nullable Object> Mono<T> send(
            HttpRequest request, Function<HttpResponse, T> result) {
        return new BufferedMono<>(request, connections, result);
    }

    <T> Flux<T> exchange(
            HttpRequest request, BiFunction<HttpHead, Flux<byte[]>, Publisher<T>> handler) {
        return StreamedExchange.send(request, connections, handler);
    }

    /**
     * Closes every connection. Requests that are under way or wait fail with {@link
     * HttpException.Kind#CLOSED}. When this returns, no connection is left, or a warning in the log
     * tells of those that have not closed within 10 s; in a task the wait parks that task. Called
     * from a callback of the loop, which must not wait, it starts all that and returns at once.
     * Closing again, or after the loop was closed, does nothing.
     */
    @Override
    public void close() {
        connections.close();
    }
}
