package dev.heddle.http;

import dev.heddle.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a session was built with; see {@link HttpSessionBuilder} for each. */
record Settings(
        EventLoop loop,
        Limits limits,
        Timeouts timeouts,
        Bodies bodies,
        Redirects redirects,
        Network network,
        Retries retries,
        boolean cookies,
        @Nullable HttpObserver observer,
        HttpHeaders headers) {

    /** In nanoseconds, 292 years at most. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException _) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * How much may go on at a time.
     *
     * @param ratePerHost requests a second; 0 for no limit
     */
    record Limits(int total, int perHost, double ratePerHost, boolean polite) {
        static final Limits USUAL = new Limits(1_000, 100, 0, false);

        Limits withTotal(int value) {
            return new Limits(value, perHost, ratePerHost, polite);
        }

        Limits withPerHost(int value) {
            return new Limits(total, value, ratePerHost, polite);
        }

        Limits withRate(double value) {
            return new Limits(total, perHost, value, polite);
        }

        Limits withPolite(boolean value) {
            return new Limits(total, perHost, ratePerHost, value);
        }
    }

    /** How long things may take; null for no limit but the total deadline. */
    record Timeouts(
            Duration total,
            @Nullable Duration acquire,
            Duration connect,
            @Nullable Duration response,
            @Nullable Duration read,
            Duration idle) {
        static final Timeouts USUAL =
                new Timeouts(
                        Duration.ofMinutes(5),
                        null,
                        Duration.ofSeconds(10),
                        null,
                        null,
                        Duration.ofSeconds(15));

        Timeouts withTotal(Duration value) {
            return new Timeouts(value, acquire, connect, response, read, idle);
        }

        Timeouts withAcquire(Duration value) {
            return new Timeouts(total, value, connect, response, read, idle);
        }

        Timeouts withConnect(Duration value) {
            return new Timeouts(total, acquire, value, response, read, idle);
        }

        Timeouts withResponse(Duration value) {
            return new Timeouts(total, acquire, connect, value, read, idle);
        }

        Timeouts withRead(Duration value) {
            return new Timeouts(total, acquire, connect, response, value, idle);
        }

        Timeouts withIdle(Duration value) {
            return new Timeouts(total, acquire, connect, response, read, value);
        }
    }

    /** What bodies of answers may be like. */
    record Bodies(long maxBytes, boolean decompress, int maxInflation) {
        static final Bodies USUAL = new Bodies(64L << 20, true, 200);

        Bodies withMaxBytes(long value) {
            return new Bodies(value, decompress, maxInflation);
        }

        Bodies withDecompress(boolean value) {
            return new Bodies(maxBytes, value, maxInflation);
        }

        Bodies withMaxInflation(int value) {
            return new Bodies(maxBytes, decompress, value);
        }
    }

    /**
     * Which redirects are followed, and what they take along.
     *
     * @param credentialHeaders that stay behind at another origin, in any case
     */
    record Redirects(int most, boolean insecure, Set<String> credentialHeaders) {
        static final Redirects USUAL = new Redirects(10, false, Set.of());

        Redirects withMost(int value) {
            return new Redirects(value, insecure, credentialHeaders);
        }

        Redirects withInsecure() {
            return new Redirects(most, true, credentialHeaders);
        }

        /** These stay behind, too. */
        Redirects withCredentialHeaders(List<String> more) {
            Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            all.addAll(credentialHeaders);
            all.addAll(more);
            return new Redirects(most, insecure, all);
        }
    }

    /** How hosts are reached. */
    record Network(
            Tls tls,
            Http2 http2,
            HttpProxy proxy,
            @Nullable Path unixSocket,
            @Nullable Predicate<InetAddress> addresses) {
        static final Network USUAL =
                new Network(Tls.usual(), Http2.OVER_TLS, HttpProxy.none(), null, null);

        /** The proxy that leads to an origin; null if none does. */
        @Nullable ProxyServer proxy(Origin origin) {
            return unixSocket == null ? proxy.server(origin) : null;
        }

        /** The proxy that is sent the requests to an origin, in absolute form; null if none is. */
        @Nullable ProxyServer forwarder(Origin origin) {
            var server = proxy(origin);
            return server != null && server.forwards(origin) ? server : null;
        }

        Network withTls(Tls value) {
            return new Network(value, http2, proxy, unixSocket, addresses);
        }

        Network withHttp2(Http2 value) {
            return new Network(tls, value, proxy, unixSocket, addresses);
        }

        Network withProxy(HttpProxy value) {
            return new Network(tls, http2, value, unixSocket, addresses);
        }

        Network withUnixSocket(Path value) {
            return new Network(tls, http2, proxy, value, addresses);
        }

        Network withAddresses(Predicate<InetAddress> value) {
            return new Network(tls, http2, proxy, unixSocket, value);
        }
    }
}
