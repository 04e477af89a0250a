package dev.heddle.http;

import dev.heddle.internal.Text;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.time.Duration;
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
import reactor.core.scheduler.Scheduler;

/**
 * A session's connections, and who gets one. A request takes its host's idle connection that was
 * used last; without one it stands in its host's line, and a connection is opened for it if both
 * limits allow. Whichever connection is free first serves the head of the line.
 *
 * <p>Where only the total limit forbids an opening, the connection that has been idle longest, to
 * whatever host, makes room; without any, the host is starved, and the next connection that is free
 * goes: starved hosts take turns.
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
    private final Set<Connection> all = new HashSet<>();

    /** The idle ones to all hosts, the one that became so first in front. */
    private final LinkedHashSet<Connection> idle = new LinkedHashSet<>();

    private final LinkedHashSet<Host> starved = new LinkedHashSet<>();

    /** Hosts whose lines are to be looked at. */
    private final LinkedHashSet<Host> lacking = new LinkedHashSet<>();

    private int size;

    /** Whether {@link #openWhatLacks} is running. */
    private boolean opening;

    private boolean closing;

    Connections(Settings settings) {
        this.settings = settings;
        this.loop = settings.loop().resources().onClient(true).next();
        this.connector = new Connector(settings);
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

    /** The loop as a scheduler; may be called from any thread. */
    Scheduler scheduler() {
        return settings.loop().scheduler();
    }

    // --- requests ---------------------------------------------------------------------------

    void serve(Exchange exchange) {
        if (closing || loop.isShuttingDown()) {
            exchange.fail(Failures.closed(exchange.request, "session", null));
            return;
        }
        var host = host(exchange.request.target.origin());
        var connection = host.line.isEmpty() ? host.takeIdle() : null;
        if (connection == null) {
            host.line.add(exchange);
            open(host);
        } else {
            idle.remove(connection);
            connection.run(exchange);
        }
    }

    private Host host(Origin origin) {
        var host = hosts.get(origin);
        if (host == null) {
            host = new Host(origin, settings);
            hosts.put(origin, host);
        }
        return host;
    }

    boolean isConnecting(Exchange exchange) {
        var host = hosts.get(exchange.request.target.origin());
        return host != null && host.isConnecting(exchange);
    }

    /** An exchange without a connection does not want one any more. */
    void forget(Exchange exchange) {
        var host = hosts.get(exchange.request.target.origin());
        if (host == null || !host.line.remove(exchange)) {
            return;
        }
        while (host.openings.size() > host.line.size()) {
            cancelOpening(host);
        }
        openWhatLacks();
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

    private void open(Host host) {
        lacking.add(host);
        openWhatLacks();
    }

    /**
     * Opens what lines lack, the starved first. An opening that fails at once comes back here, with
     * thousands in line behind it: the outermost call goes on with them, or the stack would end.
     */
    private void openWhatLacks() {
        if (opening) {
            return;
        }
        opening = true;
        try {
            for (var host = nextToOpen(); host != null; host = nextToOpen()) {
                openHere(host);
            }
        } finally {
            opening = false;
        }
    }

    private @Nullable Host nextToOpen() {
        if (!starved.isEmpty() && size < settings.limits().total()) {
            return starved.removeFirst();
        }
        return lacking.isEmpty() ? null : lacking.removeFirst();
    }

    /** Opens what the line of a host lacks, as far as the limits allow. */
    private void openHere(Host host) {
        while (mayOpen(host)) {
            if (size >= settings.limits().total()) {
                makeRoom(host);
                return;
            }
            size++;
            host.size++;
            var opening = new Opening(this, host);
            host.openings.addLast(opening);
            opening.start(connector);
        }
        starved.remove(host);
        tidy(host);
    }

    private boolean mayOpen(Host host) {
        if (loop.isShuttingDown()) {
            failLine(host);
        }
        return !closing && host.lacksOpenings() && host.size < settings.limits().perHost();
    }

    private void failLine(Host host) {
        for (var next = host.takeFirst(); next != null; next = host.takeFirst()) {
            next.fail(Failures.closed(next.request, "event loop", null));
        }
    }

    /** Closes an idle connection, whose end feeds the starved. */
    private void makeRoom(Host host) {
        starved.add(host);
        if (!idle.isEmpty()) {
            var oldest = idle.getFirst();
            unidle(oldest);
            oldest.close();
        }
    }

    private void unidle(Connection connection) {
        idle.remove(connection);
        connection.host.idle.remove(connection);
    }

    /** An opening has become a connection, which is its host's whoever else is starved. */
    void opened(Opening opening, Connection connection) {
        opening.host.openings.remove(opening);
        all.add(connection);
        var next = opening.host.takeFirst();
        if (closing) {
            connection.close();
        } else if (next != null) {
            connection.run(next);
        } else {
            release(connection);
        }
    }

    /** An opening has failed, and with it whoever waited for it. */
    void failed(Opening opening, Throwable reason) {
        var host = opening.host;
        host.openings.remove(opening);
        shrink(host);
        var exchange = host.lacksOpenings() ? host.takeFirst() : null;
        open(host);
        tidy(host);
        if (exchange != null) {
            exchange.fail(
                    loop.isShuttingDown()
                            ? Failures.closed(exchange.request, "event loop", reason)
                            : Failures.ofConnecting(exchange.request, settings, reason));
        }
    }

    /** A connection is free. */
    void release(Connection connection) {
        var host = connection.host;
        if (!starved.isEmpty() && !isTurnOf(host)) {
            // Its end feeds the host whose turn it is.
            connection.close();
            return;
        }
        var next = host.takeFirst();
        if (next == null) {
            host.idle.add(connection);
            idle.add(connection);
        } else {
            connection.run(next);
        }
    }

    /** Whether no other host is to be fed first; the turn is over with that. */
    private boolean isTurnOf(Host host) {
        while (!starved.isEmpty()) {
            var first = starved.iterator().next();
            if (first != host && first.lacksOpenings()) {
                return false;
            }
            starved.remove(first);
            if (first == host) {
                // What it lacks beyond this connection, it lacks behind the others.
                if (host.line.size() > host.openings.size() + 1) {
                    starved.add(host);
                }
                return true;
            }
        }
        return true;
    }

    /** A connection that was opened is no more. */
    void ended(Connection connection) {
        if (!all.remove(connection)) {
            return;
        }
        var host = connection.host;
        unidle(connection);
        shrink(host);
        open(host);
        tidy(host);
    }

    private void shrink(Host host) {
        host.size--;
        size--;
        if (closing && size == 0) {
            finishClosing();
        }
    }

    /** Forgets a host that has nothing left, so that many hosts are no leak. */
    private void tidy(Host host) {
        if (host.isUnused()) {
            starved.remove(host);
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
        if (size == 0) {
            finishClosing();
        }
    }

    private void failEverybody(String what) {
        for (var host : List.copyOf(hosts.values())) {
            for (var waiting : List.copyOf(host.line)) {
                guarded(() -> waiting.abort(Failures.closed(waiting.request, what, null)));
            }
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
            LOG.error("closing an HTTP session, a step failed", e);
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
