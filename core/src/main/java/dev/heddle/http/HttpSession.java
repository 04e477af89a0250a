package dev.heddle.http;

import dev.heddle.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Objects;
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
 * <p>At most {@link Builder#maxConnections} connections are open at a time, and to one host at most
 * {@link Builder#maxConnectionsPerHost}; any number of requests may wait for one, and each host's
 * are served in the order in which they came. Redirects are not followed.
 *
 * <p>Every method may be called from any thread.
 *
 * {@snippet class="dev.heddle.http.HttpSnippets" region="session"}
 */
public final class HttpSession implements AutoCloseable {
    final Settings settings;
    private final Connections connections;

    private HttpSession(Settings settings) {
        this.settings = settings;
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
    public static Builder builder() {
        return new Builder();
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
        return new HttpRequest(this, method, UrlParser.parse(url), settings.timeout());
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

    static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero: " + value);
        }
        return value;
    }

    /** Collects the settings of a new session. */
    public static final class Builder {
        private @Nullable EventLoop loop;
        private int maxConnections = 1_000;
        private int maxConnectionsPerHost = 100;
        private Duration timeout = Duration.ofMinutes(5);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private long maxBodyBytes = 64L << 20;
        private @Nullable HttpHeaders headers;

        private Builder() {}

        /**
         * The loop on which the connections live; otherwise the {@link EventLoop#current() current}
         * one at {@link #build}.
         *
         * @param value the loop
         * @return this
         */
        public Builder loop(EventLoop value) {
            loop = Objects.requireNonNull(value, "loop");
            return this;
        }

        /**
         * How many connections may be open at a time, idle ones included; 1,000 otherwise.
         *
         * @param value at least 1
         * @return this
         */
        public Builder maxConnections(int value) {
            maxConnections = (int) atLeastOne("maxConnections", value);
            return this;
        }

        /**
         * How many connections may be open to one host (scheme, name and port); 100 otherwise.
         *
         * @param value at least 1
         * @return this
         */
        public Builder maxConnectionsPerHost(int value) {
            maxConnectionsPerHost = (int) atLeastOne("maxConnectionsPerHost", value);
            return this;
        }

        /**
         * The total deadline of a request, from its subscription to the end of the body, waiting
         * for a connection included; 5 min otherwise.
         *
         * @param value more than zero
         * @return this
         */
        public Builder timeout(Duration value) {
            timeout = positive("timeout", value);
            return this;
        }

        /**
         * How long opening a TCP connection may take, for each address tried; 10 s otherwise.
         *
         * @param value more than zero
         * @return this
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = positive("connectTimeout", value);
            return this;
        }

        /**
         * How long a body may be that is kept whole; 64 MiB otherwise. Streamed bodies have no
         * limit.
         *
         * @param value bytes, at least 1
         * @return this
         */
        public Builder maxBodyBytes(long value) {
            maxBodyBytes = atLeastOne("maxBodyBytes", value);
            return this;
        }

        /**
         * A header of every request that does not set it itself.
         *
         * @param name the name
         * @param value the value
         * @return this
         * @throws IllegalArgumentException if the name or the value may not stand in a header, or
         *     it is {@code Transfer-Encoding} or {@code Content-Length}
         */
        public Builder header(String name, String value) {
            headers = Headers.withShared(headers, name, value);
            return this;
        }

        /**
         * Makes the session. It connects when the first request is sent.
         *
         * @return the session
         * @throws WrongThreadException if no loop was given and there is no current one
         */
        public HttpSession build() {
            return new HttpSession(
                    new Settings(
                            loop == null ? EventLoop.current() : loop,
                            maxConnections,
                            maxConnectionsPerHost,
                            timeout,
                            connectTimeout,
                            maxBodyBytes,
                            Headers.withDefaults(headers)));
        }

        private static long atLeastOne(String name, long value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1: " + value);
            }
            return value;
        }
    }
}
