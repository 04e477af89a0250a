package dev.heddle.http;

import dev.heddle.internal.Text;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's connections, and who gets one. A request takes its host's idle connection that was
 * used last; without one it stands in its host's line, and a connection is opened for it if both
 * limits allow. Whichever connection is free first serves the head of the line.
 *
 * <p>Only touched on the thread of the loop, except where a method says otherwise.
 */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSession.class);

    /** For close(); TLS waits 3 s for the server's goodbye. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Settings settings;
    private final EventLoop loop;
    private final Connector connector;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final GenericFutureListener<Future<Object>> loopEnd = _ -> loopEnded();

    private final Map<Origin, Host> hosts = new HashMap<>();
    private final Set<Pooled> all = new HashSet<>();

    /** Those between two attempts. */
    private final Set<Exchange> pausing = new LinkedHashSet<>();

    private final IdleConnections idle;
    private final Opener opener;
    private final RetryBudget retryBudget;
    private boolean closing;

    Connections(Settings settings) {
        this.settings = settings;
        this.loop = settings.loop().resources().onClient(true).next();
        this.connector = new Connector(settings);
        this.idle = new IdleConnections(loop);
        this.opener = new Opener(this, idle, connector, settings.limits());
        this.retryBudget = new RetryBudget(settings.retries().budget);
        loopTermination().addListener(loopEnd);
    }

    @SuppressWarnings("unchecked")
    private Future<Object> loopTermination() {
        return (Future<Object>) loop.terminationFuture();
    }

    /** May be called from any thread. */
    Settings settings() {
        return settings;
    }

    /** May be called from any thread. */
    EventLoop loop() {
        return loop;
    }

    /** The clock of the loop, in nanoseconds. */
    long now() {
        return loop.ticker().nanoTime();
    }

    // --- requests ---------------------------------------------------------------------------

    /** Gives it a connection, now or when its turn has come. */
    void serve(Exchange exchange, long now) {
        if (closing || loop.isShuttingDown()) {
            exchange.fail(Failures.closed(exchange.request, "session", null));
            return;
        }
        var host = host(exchange.request.target.origin());
        if (host.admission == null) {
            place(exchange, host, now);
        } else {
            host.admission.add(exchange);
        }
    }

    RetryBudget retryBudget() {
        return retryBudget;
    }

    private void admitBy(Host host) {
        host.admission =
                new Admission<>(
                        loop,
                        settings.limits(),
                        exchange -> {
                            exchange.admitted(host.admission);
                            place(exchange, host, now());
                        },
                        () -> tidy(host));
    }

    private void place(Exchange exchange, Host host, long now) {
        if (host.shared != null) {
            host.line.add(exchange);
            feed(host);
            return;
        }
        var connection = host.line.isEmpty() ? takeIdle(host, exchange, now) : null;
        if (connection == null) {
            host.line.add(exchange);
            opener.open(host);
        } else {
            connection.run(exchange);
        }
    }

    private @Nullable Connection takeIdle(Host host, Exchange exchange, long now) {
        host.placing = true;
        try {
            return idle.take(host, exchange, now);
        } finally {
            host.placing = false;
        }
    }

    private Host host(Origin origin) {
        var host = hosts.get(origin);
        if (host == null) {
            host = new Host(origin, settings);
            if (Admission.isNeeded(settings.limits())) {
                admitBy(host);
            }
            hosts.put(origin, host);
        }
        return host;
    }

    /** It is to be served again in a while, and must hear of it if the session is closed. */
    void pauses(Exchange exchange) {
        pausing.add(exchange);
    }

    void pausesNoMore(Exchange exchange) {
        pausing.remove(exchange);
    }

    boolean isConnecting(Exchange exchange) {
        var host = hosts.get(exchange.request.target.origin());
        return host != null && host.isConnecting(exchange);
    }

    /** An exchange without a connection does not want one any more. */
    void forget(Exchange exchange) {
        var host = hosts.get(exchange.request.target.origin());
        if (host != null && host.admission != null) {
            host.admission.forget(exchange);
        }
        if (host == null || !host.line.remove(exchange)) {
            return;
        }
        while (host.openings.size() > host.line.size()) {
            cancelOpening(host);
        }
        opener.openWhatLacks();
        tidy(host);
    }

    private void cancelOpening(Host host) {
        try {
            host.openings.removeFirst().cancel();
        } finally {
            shrink(host);
        }
    }

    // --- connections ------------------------------------------------------------------------

    /** Whether a host's line may still be served; where the loop's end forbids it, it fails. */
    boolean isOpen(Host host) {
        if (loop.isShuttingDown()) {
            host.failLine("event loop");
        }
        return !closing;
    }

    /** An opening has become a connection, which is its host's whoever else is starved. */
    void opened(Opening opening, Connection connection) {
        var host = opening.host;
        host.openings.remove(opening);
        host.speaksHttp1 = true;
        all.add(connection);
        var next = host.takeFirst();
        if (closing) {
            connection.close();
        } else if (next != null) {
            connection.run(next);
        } else {
            release(connection);
        }
        if (host.lacksOpenings() && host.negotiates) {
            // The others have waited for the first to tell what it speaks.
            opener.open(host);
        }
    }

    /** An opening has become a connection for many exchanges; of those a host has one. */
    void opened(Opening opening, Http2Connection connection) {
        var host = opening.host;
        host.openings.remove(opening);
        all.add(connection);
        if (closing || host.shared != null) {
            connection.close();
        } else {
            host.shared = connection;
            feed(host);
        }
    }

    /** Gives those in line streams, as far as there are any. */
    private void feed(Host host) {
        while (host.shared != null && host.shared.hasRoom()) {
            var next = host.takeFirst();
            if (next == null) {
                break;
            }
            idle.remove(host.shared);
            host.shared.run(next);
        }
        var connection = host.shared;
        if (connection != null && connection.isUnused() && !idle.contains(connection)) {
            idle.add(connection);
        }
    }

    /** A stream is free, or there are more of them. */
    void streamEnded(Http2Connection connection) {
        var host = connection.host();
        if (host.shared == connection && !opener.isTurnOf(host)) {
            connection.retire();
        }
        feed(host);
    }

    /** A connection takes no more exchanges; those in line want another. */
    void retired(Http2Connection connection) {
        var host = connection.host();
        idle.remove(connection);
        if (host.shared == connection) {
            host.shared = null;
            opener.open(host);
        }
    }

    /** An opening has failed, and with it whoever waited for it. */
    void failed(Opening opening, Throwable reason) {
        var host = opening.host;
        host.openings.remove(opening);
        shrink(host);
        var waited = host.takeThoseOfAFailure(settings.limits().perHost());
        opener.open(host);
        tidy(host);
        for (var exchange : waited) {
            exchange.fail(
                    loop.isShuttingDown()
                            ? Failures.closed(exchange.request, "event loop", reason)
                            : Failures.ofConnecting(exchange.request, settings, reason));
        }
    }

    /** A connection is free. */
    void release(Connection connection) {
        var host = connection.host;
        if (!opener.isTurnOf(host)) {
            // Its end feeds the host whose turn it is.
            connection.close();
            return;
        }
        var next = host.takeFirst();
        if (next == null) {
            idle.add(connection);
        } else {
            connection.run(next);
        }
    }

    /** A connection that was opened is no more. */
    void ended(Pooled connection) {
        if (!all.remove(connection)) {
            return;
        }
        var host = connection.host();
        if (host.shared == connection) {
            host.shared = null;
        }
        idle.remove(connection);
        shrink(host);
        opener.open(host);
        tidy(host);
    }

    private void shrink(Host host) {
        opener.ended(host);
        if (closing && opener.hasNone()) {
            finishClosing();
        }
    }

    /** Forgets a host that has nothing left, so that many hosts are no leak. */
    void tidy(Host host) {
        if (host.isUnused()) {
            opener.forget(host);
            hosts.remove(host.origin, host);
        }
    }

    // --- closing ----------------------------------------------------------------------------

    /** May be called from any thread; see {@link HttpSession#close}. */
    void close() {
        try {
            loop.execute(this::startClosing);
        } catch (RejectedExecutionException _) {
            // The loop is closed, and with it every connection.
            return;
        }
        if (!loop.inEventLoop()) {
            awaitClosed();
        }
    }

    private void awaitClosed() {
        try {
            closed.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            LOG.warn(
                    "an HTTP session has not closed all of its connections within {}",
                    Text.of(PATIENCE),
                    e);
        }
    }

    private void startClosing() {
        if (closing) {
            return;
        }
        closing = true;
        failEverybody("session");
        if (opener.hasNone()) {
            finishClosing();
        }
    }

    private void failEverybody(String what) {
        var waiting = new ArrayList<>(pausing);
        for (var host : hosts.values()) {
            waiting.addAll(host.waiting());
        }
        for (var exchange : waiting) {
            guarded(() -> exchange.abort(Failures.closed(exchange.request, what, null)));
        }
        for (var host : List.copyOf(hosts.values())) {
            while (!host.openings.isEmpty()) {
                guarded(() -> cancelOpening(host));
            }
        }
        for (var connection : List.copyOf(all)) {
            guarded(() -> connection.shutDown(what));
        }
    }

    /** One that fails keeps none of the others from their end. */
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            LOG.error("a step in an HTTP session failed", e);
        }
    }

    private void finishClosing() {
        if (closed.isDone()) {
            return;
        }
        connector.close();
        loopTermination().removeListener(loopEnd);
        closed.complete(null);
    }

    /** Called by another thread once the loop's has ended: whoever waits would wait for ever. */
    private void loopEnded() {
        closing = true;
        failEverybody("event loop");
        closed.complete(null);
    }
}
