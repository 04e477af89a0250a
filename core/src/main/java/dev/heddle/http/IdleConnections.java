package dev.heddle.http;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The idle connections of a session, to all hosts. Those that have been idle for too long are
 * closed, before their servers do it. Only touched on the loop.
 */
final class IdleConnections {
    /** How often they are looked through. */
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;

    /** The one that became idle first in front. */
    private final LinkedHashSet<Pooled> all = new LinkedHashSet<>();

    private boolean sweeping;

    IdleConnections(EventLoop loop) {
        this.loop = loop;
    }

    /** Nobody uses it from now on. */
    void add(Pooled connection) {
        if (connection instanceof Connection single) {
            single.host.idle.add(single);
        }
        all.add(connection);
        connection.rests(loop.ticker().nanoTime());
        sweepLater();
    }

    boolean contains(Pooled connection) {
        return all.contains(connection);
    }

    void remove(Pooled connection) {
        all.remove(connection);
        if (connection instanceof Connection single) {
            single.host.idle.remove(single);
        }
    }

    /**
     * A host's connection that was used last and can be trusted to be open, if there is one. One
     * that cannot be trusted with a request that must not be sent twice makes room for another.
     */
    @Nullable Connection take(Host host, Exchange exchange, long now) {
        while (!host.idle.isEmpty()) {
            var connection = host.idle.getLast();
            if (connection.isWorn(now)) {
                close(connection);
            } else if (exchange.mayBeRepeated() || connection.isWarm(now)) {
                remove(connection);
                return connection;
            } else {
                close(connection);
                return null;
            }
        }
        return null;
    }

    /** Closes the one that has been idle longest, to whatever host, if there is one. */
    void closeOldest() {
        if (!all.isEmpty()) {
            close(all.getFirst());
        }
    }

    private void close(Pooled connection) {
        remove(connection);
        connection.close();
    }

    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            var _ = loop.schedule(this::sweep, SWEEP_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        sweeping = false;
        long now = loop.ticker().nanoTime();
        for (var connection : List.copyOf(all)) {
            if (connection.isWorn(now)) {
                close(connection);
            }
        }
        if (!all.isEmpty()) {
            sweepLater();
        }
    }
}
