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

    /** How often idle connections are looked through. */
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Settings settings;
    private final EventLoop loop;
    private final Connector connector;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final GenericFutureListener<Future<Object>> loopEnd = _ -> loopEnded();

    private final Map<Origin, Host> hosts = new HashMap<>();
    private final Set<Pooled> all = new HashSet<>();

    /** The idle ones to all hosts, the one that became so first in front. */
    private final LinkedHashSet<Pooled> idle = new LinkedHashSet<>();

    /** Those between two attempts. */
    private final Set<Exchange> pausing = new LinkedHashSet<>();

    private final LinkedHashSet<Host> starved = new LinkedHashSet<>();

    /** Hosts whose lines are to be looked at. */
    private final LinkedHashSet<Host> lacking = new LinkedHashSet<>();

    private final RetryBudget retryBudget;
    private int size;
    private boolean sweeping;

    /** Whether {@link #openWhatLacks} is running. */
    private boolean opening;

    private boolean closing;

    Connections(Settings settings) {
        this.settings = settings;
        this.loop = settings.loop().resources().onClient(true).next();
        this.connector = new Connector(settings);
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

    /** The loop as a scheduler; may be called from any thread. */
    Scheduler scheduler() {
        return settings.loop().scheduler();
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

    /** A request, of which there may be several attempts, begins. */
    void began() {
        retryBudget.request();
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
            open(host);
        } else {
            idle.remove(connection);
            connection.run(exchange);
        }
    }

    /** The host's connection that was idle last and can be trusted to be open, if there is one. */
    private @Nullable Connection takeIdle(Host host, Exchange exchange, long now) {
        while (!host.idle.isEmpty()) {
            var connection = host.idle.getLast();
            if (connection.isWorn(now)) {
                unidle(connection);
                connection.close();
            } else if (exchange.mayBeRepeated() || connection.isWarm(now)) {
                host.idle.remove(connection);
                return connection;
            } else {
                return null;
            }
        }
        return null;
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
        return !closing
                && host.shared == null
                && host.lacksOpenings()
                && host.size < settings.limits().perHost()
                && (host.openings.isEmpty() || !mayBecomeOne(host));
    }

    /** Whether the first connection may turn out to be all that the host needs. */
    private boolean mayBecomeOne(Host host) {
        return switch (settings.network().http2()) {
            case OFF -> false;
            case OVER_TLS -> host.origin.secure() && !host.speaksHttp1;
            case PRIOR_KNOWLEDGE -> true;
        };
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

    private void unidle(Pooled connection) {
        idle.remove(connection);
        if (connection instanceof Connection single) {
            single.host.idle.remove(single);
        }
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
        if (host.lacksOpenings() && mayBeMore(host)) {
            open(host);
        }
    }

    /** The others have waited for the first to tell what it speaks. */
    private boolean mayBeMore(Host host) {
        return host.origin.secure() && settings.network().http2() == Http2.OVER_TLS;
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
            rest(connection);
        }
    }

    /** A stream is free, or there are more of them. */
    void streamEnded(Http2Connection connection) {
        var host = connection.host();
        if (host.shared == connection && !starved.isEmpty() && !isTurnOf(host)) {
            connection.retire();
        }
        feed(host);
    }

    /** A connection takes no more exchanges; those in line want another. */
    void retired(Http2Connection connection) {
        var host = connection.host();
        unidle(connection);
        if (host.shared == connection) {
            host.shared = null;
            open(host);
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
            rest(connection);
        } else {
            connection.run(next);
        }
    }

    private void rest(Pooled connection) {
        idle.add(connection);
        connection.rests(now());
        sweepLater();
    }

    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            var _ = loop.schedule(this::sweep, SWEEP.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Closes what has been idle for too long, before its server does. */
    private void sweep() {
        sweeping = false;
        long now = now();
        for (var connection : List.copyOf(idle)) {
            if (connection.isWorn(now)) {
                unidle(connection);
                connection.close();
            }
        }
        if (!idle.isEmpty() && !closing) {
            sweepLater();
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
    void ended(Pooled connection) {
        if (!all.remove(connection)) {
            return;
        }
        var host = connection.host();
        if (host.shared == connection) {
            host.shared = null;
        }
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
        var waiting = new ArrayList<>(pausing);
        for (var host : hosts.values()) {
            waiting.addAll(host.line);
            if (host.admission != null) {
                waiting.addAll(host.admission.waiting());
            }
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
