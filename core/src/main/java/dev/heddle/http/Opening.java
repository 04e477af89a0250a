package dev.heddle.http;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A connection being opened. Only touched on the loop. */
final class Opening {
    /** As ALPN calls it (RFC 9113, 3.1). */
    static final String HTTP2 = "h2";

    final Host host;
    private final Connections connections;
    private @Nullable Disposable attempt;
    private boolean over;

    Opening(Connections connections, Host host) {
        this.connections = connections;
        this.host = host;
    }

    void start(Connector connector) {
        // Deferred: what connect throws is its failure, too.
        attempt =
                Mono.defer(() -> connector.connect(host.origin))
                        .subscribe(this::opened, this::failed);
    }

    private void opened(ReadyChannel opened) {
        if (over) {
            var _ = opened.channel().close();
            return;
        }
        over = true;
        var channel = opened.channel();
        if (speaksHttp2(opened)) {
            var connection = new Http2Connection(connections, host, channel, opened.timings());
            connection.install();
            connections.opened(this, connection);
        } else {
            var connection = new Connection(connections, host, channel, opened.timings());
            connection.install();
            connections.opened(this, connection);
        }
    }

    private boolean speaksHttp2(ReadyChannel opened) {
        return connections.settings().network().http2() == Http2.PRIOR_KNOWLEDGE
                || HTTP2.equals(opened.protocol());
    }

    private void failed(Throwable reason) {
        if (!over) {
            over = true;
            connections.failed(this, reason);
        }
    }

    /** Closes what has been opened so far. */
    void cancel() {
        over = true;
        if (attempt != null) {
            attempt.dispose();
        }
    }
}
