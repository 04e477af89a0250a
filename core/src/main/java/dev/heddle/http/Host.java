package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections to one origin, and the requests in line for one. Only touched on the loop. */
final class Host {
    final Origin origin;

    /**
     * The proxy that is sent this host's requests, in absolute form; null if they go to the host.
     */
    final @Nullable ProxyServer forwarder;

    /** The headers of a request that sets none itself; shared, never modified. */
    final HttpHeaders headers;

    /** Whether these headers let a connection live on. */
    private final boolean keepsAlive;

    /** Whether it is the first connection that tells what the host speaks (ALPN). */
    final boolean negotiates;

    private final boolean knownToShare;

    /** Requests without a connection, in the order in which they came. */
    final Set<Exchange> line = new LinkedHashSet<>();

    /** Connections being opened, the oldest first. */
    final Deque<Opening> openings = new ArrayDeque<>();

    /** The one used last comes last and is taken first, so that those too many grow old. */
    final LinkedHashSet<Connection> idle = new LinkedHashSet<>();

    /** The connection that all exchanges share, in HTTP/2. */
    @Nullable Http2Connection shared;

    /** Whether a connection has been opened that carries one exchange at a time. */
    boolean speaksHttp1;

    /**
     * Whether an exchange is being placed: too old a connection may end meanwhile, and be the last.
     */
    boolean placing;

    /** Who may begin; null where all may. */
    @Nullable Admission<Exchange> admission;

    /** Open or being opened. */
    int size;

    Host(Origin origin, Settings settings) {
        this.origin = origin;
        this.forwarder = settings.network().forwarder(origin);
        var own = Headers.with(settings.headers(), HttpHeaderNames.HOST, origin.authority());
        this.headers = forwarder == null ? own : forwarder.authorize(own);
        var http2 = settings.network().http2();
        this.negotiates = http2 == Http2.OVER_TLS && origin.secure();
        this.knownToShare = http2 == Http2.PRIOR_KNOWLEDGE;
        this.keepsAlive =
                !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    /** Whether the first connection may turn out to be all that is needed. */
    boolean mayShare() {
        return knownToShare || (negotiates && !speaksHttp1);
    }

    /** Whether a request lets its connection live on. */
    boolean keepsAlive(io.netty.handler.codec.http.HttpRequest request) {
        return request.headers() == headers ? keepsAlive : HttpUtil.isKeepAlive(request);
    }

    /** Takes the first in line who still wants a connection. */
    @Nullable Exchange takeFirst() {
        for (var waiting = line.iterator(); waiting.hasNext(); ) {
            var first = waiting.next();
            waiting.remove();
            if (!first.isCancelled()) {
                return first;
            }
        }
        return null;
    }

    /** {@code what} was closed, the session or the event loop, and nobody in line gets anything. */
    void failLine(String what) {
        for (var next = takeFirst(); next != null; next = takeFirst()) {
            next.fail(Failures.closed(next.request, what, null));
        }
    }

    /** Those without a connection, whether or not they may begin. */
    List<Exchange> waiting() {
        var all = new ArrayList<>(line);
        if (admission != null) {
            all.addAll(admission.waiting());
        }
        return all;
    }

    /**
     * Takes those who waited for an opening that has failed: one, or where it was to be for all, as
     * many as would have had openings of their own.
     */
    List<Exchange> takeThoseOfAFailure(int perHost) {
        int most = !lacksOpenings() ? 0 : mayShare() ? perHost : 1;
        var taken = new ArrayList<Exchange>();
        while (taken.size() < most) {
            var next = takeFirst();
            if (next == null) {
                break;
            }
            taken.add(next);
        }
        return taken;
    }

    /** Whether somebody in line has no opening to wait for. */
    boolean lacksOpenings() {
        return line.size() > openings.size();
    }

    /** Whether a connection is being opened that an exchange may count as its own. */
    boolean isConnecting(Exchange exchange) {
        int position = 0;
        for (var waiting : line) {
            if (position++ == openings.size()) {
                return false;
            }
            if (waiting == exchange) {
                return true;
            }
        }
        return false;
    }

    boolean isUnused() {
        return size == 0
                && !placing
                && line.isEmpty()
                && (admission == null || admission.isUnused());
    }
}
