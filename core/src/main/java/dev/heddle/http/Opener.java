package dev.heddle.http;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Opens what the lines of a session's hosts lack, as far as both limits allow. Only touched on the
 * loop.
 *
 * <p>Where only the total limit forbids an opening, the connection that has been idle longest, to
 * whatever host, makes room; without any, the host is starved, and the next connection that is free
 * goes: starved hosts take turns.
 */
final class Opener {
    private final Connections connections;
    private final IdleConnections idle;
    private final Connector connector;
    private final Settings.Limits limits;

    /** Hosts whose lines are to be looked at. */
    private final LinkedHashSet<Host> lacking = new LinkedHashSet<>();

    private final LinkedHashSet<Host> starved = new LinkedHashSet<>();

    /** All connections of the session that are open or being opened. */
    private int size;

    /** Whether {@link #openWhatLacks} is running. */
    private boolean opening;

    Opener(
            Connections connections,
            IdleConnections idle,
            Connector connector,
            Settings.Limits limits) {
        this.connections = connections;
        this.idle = idle;
        this.connector = connector;
        this.limits = limits;
    }

    /** Opens what a host's line lacks, now or when its turn has come. */
    void open(Host host) {
        lacking.add(host);
        openWhatLacks();
    }

    /**
     * Opens what lines lack, the starved first. An opening that fails at once comes back here, with
     * thousands in line behind it: the outermost call goes on with them, or the stack would end.
     */
    void openWhatLacks() {
        if (opening) {
            return;
        }
        opening = true;
        try {
            for (var host = next(); host != null; host = next()) {
                openHere(host);
            }
        } finally {
            opening = false;
        }
    }

    private @Nullable Host next() {
        if (!starved.isEmpty() && size < limits.total()) {
            return starved.removeFirst();
        }
        return lacking.isEmpty() ? null : lacking.removeFirst();
    }

    private void openHere(Host host) {
        while (mayOpen(host)) {
            if (size >= limits.total()) {
                // The end of an idle one feeds the starved.
                starved.add(host);
                idle.closeOldest();
                return;
            }
            size++;
            host.size++;
            var next = new Opening(connections, host);
            host.openings.addLast(next);
            next.start(connector);
        }
        starved.remove(host);
        connections.tidy(host);
    }

    private boolean mayOpen(Host host) {
        return connections.isOpen(host)
                && host.shared == null
                && host.lacksOpenings()
                && host.size < limits.perHost()
                && (host.openings.isEmpty() || !host.mayShare());
    }

    /** A connection of a host, or an opening, is no more. */
    void ended(Host host) {
        host.size--;
        size--;
    }

    /** Whether none is open or being opened. */
    boolean hasNone() {
        return size == 0;
    }

    /** Whether a host's free connection stays, as no other is to be fed first; a turn ends here. */
    boolean isTurnOf(Host host) {
        while (!starved.isEmpty()) {
            var first = starved.getFirst();
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

    /** A host has nothing left. */
    void forget(Host host) {
        starved.remove(host);
    }
}
