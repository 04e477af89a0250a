package dev.heddle.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one host, and the arrivals in line for one. Only touched on the thread of the
 * loop.
 *
 * <p>Connections are opened when somebody waits for one. While none is open, an opening that fails
 * speaks for all who wait; else for the first. The next comes after a pause that doubles, so that a
 * dead server is asked ten times a second and not at the rate of the arrivals.
 */
final class WireHost {
    /** So that the loop gets to something else between openings, of which each costs it 50 µs. */
    private static final int MOST_OPENINGS = 64;

    private static final long FIRST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final WireAddress address;
    private final WirePeer peer;
    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final int limit;

    /** The one used last comes last and is taken first. */
    private final WireLine idle = new WireLine();

    /** In the order in which their arrivals were to start. */
    private final WireLine busy = new WireLine();

    private final ArrayDeque<Arrival> waiting = new ArrayDeque<>();

    /**
     * Those whose connection had ended before they came to it; they wait before all others, the
     * oldest first, whichever of the connections was found to have ended first.
     */
    private final PriorityQueue<Arrival> again =
            new PriorityQueue<>((one, other) -> Long.signum(one.intended - other.intended));

    private int carried;
    private int opening;
    private int open;
    private long opened;
    private int nextAddress;

    /** Which of its addresses refused since one did not, or since somebody was told. */
    private final BitSet refused = new BitSet();

    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean pausing;
    private boolean closed;

    /**
     * One without connections.
     *
     * @param bootstrap with all but the handler
     * @param limit of connections
     */
    WireHost(WireAddress address, WirePeer peer, Bootstrap bootstrap, EventLoop loop, int limit) {
        this.address = address;
        this.peer = peer;
        this.bootstrap = bootstrap;
        this.loop = loop;
        this.limit = limit;
    }

    int underWay() {
        return carried + waiting();
    }

    int waiting() {
        return waiting.size() + again.size();
    }

    long opened() {
        return opened;
    }

    // --- arrivals ---------------------------------------------------------------------------

    void send(Arrival arrival) {
        var free = idle.last();
        if (free == null) {
            arrival.crowded = open + opening == limit;
            waiting.add(arrival);
            openMore();
        } else {
            idle.remove(free);
            begin(free, arrival, false);
        }
    }

    private void begin(WireConnection connection, Arrival arrival, boolean repeats) {
        WireRequest request;
        try {
            request = peer.request(arrival);
        } catch (RuntimeException e) {
            // Not for the next in line, who could fail the same way, one within the other.
            connection.close();
            arrival.failed(peer.now(), Outcomes.kind(e), Outcomes.message(e));
            return;
        }
        carried++;
        busy.add(connection, lastBefore(arrival));
        connection.begin(arrival, request, repeats);
    }

    /** Nearly always the last of all; one that is sent again is older than some. */
    private @Nullable WireConnection lastBefore(Arrival arrival) {
        var before = busy.last();
        while (before != null && !isDue(before.arrival(), arrival.intended)) {
            before = before.before;
        }
        return before;
    }

    /** A connection is free. */
    void release(WireConnection connection) {
        var first = again.poll();
        if (first != null) {
            begin(connection, first, true);
            return;
        }
        var next = waiting.poll();
        if (next == null) {
            idle.add(connection);
        } else {
            begin(connection, next, false);
        }
    }

    /** It did not come to the server, whose end of the connection was closed. */
    void repeat(Arrival arrival) {
        again.add(arrival);
        openMore();
    }

    /** A connection has no longer anything to carry. */
    void left(WireConnection connection) {
        carried--;
        busy.remove(connection);
    }

    /** A connection is closed. */
    void ended(WireConnection connection) {
        open--;
        if (connection.line != null) {
            connection.line.remove(connection);
        }
        openMore();
    }

    // --- openings ---------------------------------------------------------------------------

    private void openMore() {
        while (opening < waiting()
                && opening < MOST_OPENINGS
                && open + opening < limit
                && !pausing
                && !closed) {
            open();
        }
    }

    private void open() {
        if (address.addresses().isEmpty()) {
            pause();
            loop.execute(this::failUnknown);
            return;
        }
        opening++;
        var connection = new WireConnection(this, peer);
        int at = nextAddress;
        var connected =
                bootstrap.clone().handler(connection).connect(address.addresses().get(nextAddress));
        connected.addListener(done -> connected(connection, at, done));
    }

    private void failUnknown() {
        failWaiting(waiting(), WireFailures.DNS, WireFailures.unknownHost(address.host()));
    }

    private void connected(WireConnection connection, int at, Future<?> done) {
        opening--;
        if (!done.isSuccess()) {
            refused(at, done.cause());
            return;
        }
        open++;
        opened++;
        refused.clear();
        pauseMillis = FIRST_PAUSE_MILLIS;
        if (closed) {
            connection.close();
        } else {
            release(connection);
        }
    }

    private void refused(int at, @Nullable Throwable reason) {
        int addresses = address.addresses().size();
        refused.set(at);
        if (at == nextAddress) {
            nextAddress = (at + 1) % addresses;
        }
        if (refused.cardinality() < addresses) {
            openMore();
            return;
        }
        refused.clear();
        pause();
        failWaiting(
                open == 0 ? waiting() : 1,
                WireFailures.CONNECT,
                WireFailures.noConnection(address, reason == null ? new Exception() : reason));
    }

    private void pause() {
        if (!pausing && !closed) {
            pausing = true;
            var _ = loop.schedule(this::resume, pauseMillis, TimeUnit.MILLISECONDS);
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
    }

    private void resume() {
        pausing = false;
        openMore();
    }

    /** As many as wait now, and not those who come when they hear of it. */
    private void failWaiting(int number, String kind, String message) {
        for (int i = 0; i < number; i++) {
            var first = again.isEmpty() ? waiting.poll() : again.poll();
            if (first != null) {
                first.failed(peer.now(), kind, message);
            }
        }
    }

    // --- ending -----------------------------------------------------------------------------

    /** Fails those that were to start at that time, or before it. */
    void expire(long intended, String message) {
        // Those in line first: a connection that closes makes room for them.
        expire(again, intended, message);
        expire(waiting, intended, message);
        var first = busy.first();
        while (first != null && isDue(first.arrival(), intended)) {
            first.failNow(Sender.TIMEOUT, message);
            first = busy.first();
        }
    }

    private static boolean isDue(@Nullable Arrival arrival, long intended) {
        return arrival != null && arrival.intended - intended <= 0;
    }

    private void expire(Queue<Arrival> line, long intended, String message) {
        while (isDue(line.peek(), intended)) {
            line.remove().failed(peer.now(), Sender.TIMEOUT, message);
        }
    }

    /** When the first of those under way was to start; {@link Arrival#NOT_YET} without any. */
    long oldest() {
        var first = busy.first();
        long oldest = earlier(Arrival.NOT_YET, first == null ? null : first.arrival());
        return earlier(earlier(oldest, again.peek()), waiting.peek());
    }

    private static long earlier(long one, @Nullable Arrival other) {
        if (other == null) {
            return one;
        }
        return one == Arrival.NOT_YET || other.intended - one < 0 ? other.intended : one;
    }

    void giveUp(String kind, String message) {
        var all = new ArrayList<WireConnection>();
        for (var each = busy.first(); each != null; each = each.after) {
            all.add(each);
        }
        // Those in line first: a connection that closes makes room for them.
        failWaiting(waiting(), kind, message);
        all.forEach(each -> each.failNow(kind, message));
    }

    void close() {
        closed = true;
        for (var each = idle.last(); each != null; each = idle.last()) {
            each.close();
        }
    }
}
