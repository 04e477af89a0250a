package dev.heddle.http;

import dev.heddle.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a new {@link HttpSession}. Only touched by one thread at a time.
 *
 * {@snippet class="dev.heddle.http.HttpSnippets" region="settings"}
 */
public final class HttpSessionBuilder {
    private @Nullable EventLoop loop;
    private Settings.Limits limits = Settings.Limits.USUAL;
    private Settings.Timeouts timeouts = Settings.Timeouts.USUAL;
    private Settings.Bodies bodies = Settings.Bodies.USUAL;
    private Settings.Redirects redirects = Settings.Redirects.USUAL;
    private Settings.Network network = Settings.Network.USUAL;
    private Retries retries = Retries.none();
    private boolean cookies;
    private @Nullable HttpObserver observer;
    private @Nullable HttpHeaders headers;

    HttpSessionBuilder() {}

    /**
     * The loop on which the connections live; otherwise the {@link EventLoop#current() current} one
     * at {@link #build}.
     *
     * @param value the loop
     * @return this
     */
    public HttpSessionBuilder loop(EventLoop value) {
        loop = Objects.requireNonNull(value, "loop");
        return this;
    }

    /**
     * A header of every request that does not set it itself.
     *
     * @param name the name
     * @param value the value
     * @return this
     * @throws IllegalArgumentException if the name or the value may not stand in a header, or it is
     *     {@code Transfer-Encoding}, {@code Content-Length} or {@code Host}
     */
    public HttpSessionBuilder header(String name, String value) {
        headers = Headers.withShared(headers, name, value);
        return this;
    }

    // --- deadlines --------------------------------------------------------------------------

    /**
     * The total deadline of a request, from its subscription to the end of the body: waiting for a
     * connection, retries and redirects included; 5 min otherwise.
     *
     * @param value more than zero
     * @return this
     */
    public HttpSessionBuilder timeout(Duration value) {
        timeouts = timeouts.withTotal(positive("timeout", value));
        return this;
    }

    /**
     * How long a request may wait for a connection while all that the session may open are in use;
     * as long as its total deadline otherwise.
     *
     * @param value more than zero
     * @return this
     */
    public HttpSessionBuilder acquireTimeout(Duration value) {
        timeouts = timeouts.withAcquire(positive("acquireTimeout", value));
        return this;
    }

    /**
     * How long opening a TCP connection may take, for each address tried; 10 s otherwise.
     *
     * @param value more than zero
     * @return this
     */
    public HttpSessionBuilder connectTimeout(Duration value) {
        timeouts = timeouts.withConnect(positive("connectTimeout", value));
        return this;
    }

    /**
     * How long a server may take from the end of the request to the head of its answer; as long as
     * the total deadline otherwise.
     *
     * @param value more than zero
     * @return this
     */
    public HttpSessionBuilder responseTimeout(Duration value) {
        timeouts = timeouts.withResponse(positive("responseTimeout", value));
        return this;
    }

    /**
     * How long a body may stand still while more of it is wanted; as long as the total deadline
     * otherwise.
     *
     * @param value more than zero
     * @return this
     */
    public HttpSessionBuilder readTimeout(Duration value) {
        timeouts = timeouts.withRead(positive("readTimeout", value));
        return this;
    }

    /**
     * How long a connection is kept for the next request; 15 s otherwise, as aiohttp does, and less
     * where the server's {@code Keep-Alive} header says so. Servers close idle connections after 2
     * s (gunicorn) to 75 s (nginx).
     *
     * @param value more than zero
     * @return this
     */
    public HttpSessionBuilder idleTimeout(Duration value) {
        timeouts = timeouts.withIdle(positive("idleTimeout", value));
        return this;
    }

    // --- limits -----------------------------------------------------------------------------

    /**
     * How many connections may be open at a time, idle ones included; 1,000 otherwise.
     *
     * @param value at least 1
     * @return this
     */
    public HttpSessionBuilder maxConnections(int value) {
        limits = limits.withTotal((int) atLeastOne("maxConnections", value));
        return this;
    }

    /**
     * How many connections may be open to one host (scheme, name and port), and with HTTP/2, how
     * many requests under way on its one connection; 100 otherwise.
     *
     * @param value at least 1
     * @return this
     */
    public HttpSessionBuilder maxConnectionsPerHost(int value) {
        limits = limits.withPerHost((int) atLeastOne("maxConnectionsPerHost", value));
        return this;
    }

    /**
     * How many requests to one host may begin in a second, retries and redirects included, evenly
     * spaced; as many as can otherwise.
     *
     * @param perSecond more than zero
     * @return this
     */
    public HttpSessionBuilder ratePerHost(double perSecond) {
        if (!(perSecond > 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ratePerHost must be more than zero: " + perSecond);
        }
        limits = limits.withRate(perSecond);
        return this;
    }

    /**
     * Whether a host that is overloaded gets fewer requests at a time: half of them after an answer
     * 429 or 503, or when answers take twice as long as they did at first, and one more after each
     * round of good answers (additive increase, multiplicative decrease; RFC 5681). Off otherwise.
     *
     * @param value whether to
     * @return this
     */
    public HttpSessionBuilder polite(boolean value) {
        limits = limits.withPolite(value);
        return this;
    }

    // --- answers ----------------------------------------------------------------------------

    /**
     * How long a body may be that is kept whole, decoded; 64 MiB otherwise. Streamed bodies have no
     * limit.
     *
     * @param value bytes, at least 1
     * @return this
     */
    public HttpSessionBuilder maxBodyBytes(long value) {
        bodies = bodies.withMaxBytes(atLeastOne("maxBodyBytes", value));
        return this;
    }

    /**
     * Whether bodies in gzip, deflate, br (with brotli4j on the class path) and zstd (zstd-jni) are
     * asked for and decoded while they come, as they are otherwise. A decoded answer has no {@code
     * Content-Encoding} and {@code Content-Length}; one in another coding, or in more than five, is
     * left as it came, and so are all where {@code Accept-Encoding} or {@code Range} is set.
     *
     * @param value whether to
     * @return this
     */
    public HttpSessionBuilder decompress(boolean value) {
        bodies = bodies.withDecompress(value);
        return this;
    }

    /**
     * How many times longer a decoded body may be than what came, as soon as it has more than a
     * mebibyte; 200 otherwise. Streamed bodies, too, end with {@link
     * HttpException.Kind#BODY_TOO_LARGE} there: more is a decompression bomb.
     *
     * @param value at least 1
     * @return this
     */
    public HttpSessionBuilder maxInflation(int value) {
        bodies = bodies.withMaxInflation((int) atLeastOne("maxInflation", value));
        return this;
    }

    /**
     * How many redirects are followed; 10 otherwise, as aiohttp does. With 0 a redirect is an
     * answer like any other.
     *
     * @param value 0 or more
     * @return this
     */
    public HttpSessionBuilder maxRedirects(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("maxRedirects must not be negative: " + value);
        }
        redirects = redirects.withMost(value);
        return this;
    }

    /**
     * Allows redirects from https to http, which are refused otherwise.
     *
     * @return this
     */
    public HttpSessionBuilder allowInsecureRedirects() {
        redirects = redirects.withInsecure();
        return this;
    }

    /**
     * Names headers that hold credentials, beside {@code Authorization}, {@code
     * Proxy-Authorization} and {@code Cookie}: a redirect to another origin (scheme, host and port)
     * does not take them along, nor does a later one back.
     *
     * @param names such as {@code X-Api-Key}
     * @return this
     */
    public HttpSessionBuilder credentialHeaders(String... names) {
        redirects = redirects.withCredentialHeaders(List.of(names));
        return this;
    }

    /**
     * What is sent again after a failure; nothing otherwise. A request that fails because the
     * connection it was given had been closed by the server is always sent again, if its method is
     * idempotent.
     *
     * @param value how often, and when
     * @return this
     */
    public HttpSessionBuilder retries(Retries value) {
        retries = Objects.requireNonNull(value, "retries");
        return this;
    }

    /**
     * Whether cookies that servers set are kept and sent (RFC 6265), with the public suffix list;
     * off otherwise. They live as long as the session.
     *
     * @param value whether to
     * @return this
     */
    public HttpSessionBuilder cookies(boolean value) {
        cookies = value;
        return this;
    }

    // --- the network ------------------------------------------------------------------------

    /**
     * Who is trusted, and who we are; the JVM's certificate authorities otherwise.
     *
     * @param value the settings of TLS
     * @return this
     */
    public HttpSessionBuilder tls(Tls value) {
        network = network.withTls(Objects.requireNonNull(value, "tls"));
        return this;
    }

    /**
     * Whether HTTP/2 is spoken; where a server offers it over TLS otherwise.
     *
     * @param value when
     * @return this
     */
    public HttpSessionBuilder http2(Http2 value) {
        network = network.withHttp2(Objects.requireNonNull(value, "http2"));
        return this;
    }

    /**
     * The proxy that requests go through; none otherwise.
     *
     * @param value the proxy, or {@link HttpProxy#fromEnvironment()}
     * @return this
     */
    public HttpSessionBuilder proxy(HttpProxy value) {
        network = network.withProxy(Objects.requireNonNull(value, "proxy"));
        return this;
    }

    /**
     * Connects to a Unix domain socket, whatever host a URL names, and without a proxy.
     *
     * @param path of the socket
     * @return this
     */
    public HttpSessionBuilder unixSocket(Path path) {
        network = network.withUnixSocket(Objects.requireNonNull(path, "path"));
        return this;
    }

    /**
     * Which addresses may be connected to, asked after DNS and again at each redirect; all
     * otherwise. A request whose host has only others fails with {@link
     * HttpException.Kind#ADDRESS_REFUSED}. Addresses are asked for however a URL writes them, IPv4
     * mapped into IPv6 as IPv4. Not asked about a proxy's address; a proxy looks up the names of
     * hosts itself, so with one other than {@code socks5://}, literal addresses are all that is
     * checked.
     *
     * @param allowed called on the loop's thread; must not block
     * @return this
     */
    public HttpSessionBuilder addresses(Predicate<InetAddress> allowed) {
        network = network.withAddresses(Objects.requireNonNull(allowed, "allowed"));
        return this;
    }

    /**
     * Who is told of each attempt: metrics, tracing.
     *
     * @param value called on the loop's thread
     * @return this
     */
    public HttpSessionBuilder observer(HttpObserver value) {
        observer = Objects.requireNonNull(value, "observer");
        return this;
    }

    /**
     * Makes the session. It connects when the first request is sent.
     *
     * @return the session
     * @throws WrongThreadException if no loop was given and there is no current one
     */
    public HttpSession build() {
        var shared = Headers.withDefaults(headers);
        boolean decoding = bodies.decompress() && Codings.mayAsk(shared);
        return new HttpSession(
                new Settings(
                        loop == null ? EventLoop.current() : loop,
                        limits,
                        timeouts,
                        bodies.withDecompress(decoding),
                        redirects,
                        network,
                        retries,
                        cookies,
                        observer,
                        decoding ? Codings.accepted(shared) : shared));
    }

    static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero: " + value);
        }
        return value;
    }

    private static long atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
        return value;
    }
}
