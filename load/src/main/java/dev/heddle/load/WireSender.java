package dev.heddle.load;

import static java.util.Objects.requireNonNull;

import dev.heddle.EventLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends plain requests over plain http, with as little as can be between the arrival and the
 * socket: fixed requests are bytes before the run begins, connections and the order of deadlines
 * are linked through themselves, all answers are read into one buffer. It is for the rates at which
 * a session of {@link dev.heddle.http.HttpSession} would be the limit; what that can do beyond
 * (TLS, proxies, redirects, HTTP/2) it cannot.
 */
final class WireSender implements Sender, WirePeer {
    private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(10);

    /** So that many deadlines close to each other are one timer's. */
    private static final long TIMER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final io.netty.channel.EventLoop netty;
    private final WireBuffer buffer = new WireBuffer();
    private final PlainHead head = new PlainHead();
    private final RequestBook book;
    private final @Nullable WireRequest[] fixed;
    private final WireHost[] hostOf;
    private final Map<String, WireHost> hosts = new LinkedHashMap<>();
    private final long timeoutNanos;
    private final String timeoutMessage;
    private boolean watching;

    /**
     * Whether it can send what is in a book: hosts and headers' names are the same for all rows.
     */
    static boolean canSend(RequestBook book) {
        return samples(book).stream().allMatch(WireRequest::isPlain);
    }

    /** Where a book's requests go. Waits for names to be looked up: not on a loop. */
    static Map<String, WireAddress> lookUp(RequestBook book) {
        return WireAddress.lookUp(samples(book));
    }

    private static List<LoadRequest> samples(RequestBook book) {
        return IntStream.range(0, book.size()).mapToObj(i -> book.filled(i, 0)).toList();
    }

    /**
     * One for a loop; made on any thread.
     *
     * @param addresses as {@link #lookUp} found them
     * @param limit of connections to each host
     * @param timeout from the intended start of an arrival
     */
    WireSender(
            EventLoop loop,
            RequestBook book,
            Map<String, WireAddress> addresses,
            int limit,
            Duration timeout) {
        this.netty = loop.resources().onClient(true).next();
        this.book = book;
        this.timeoutNanos = timeout.toNanos();
        this.timeoutMessage = "no answer within " + Sender.shown(timeout) + " of its time to start";
        this.fixed = new WireRequest[book.size()];
        this.hostOf = new WireHost[book.size()];
        var bootstrap = bootstrap(loop, timeout);
        addresses.forEach((authority, address) ->
                hosts.put(authority, new WireHost(address, this, bootstrap, netty, limit)));
        for (int i = 0; i < fixed.length; i++) {
            var sample = book.filled(i, 0);
            fixed[i] = book.isFixed(i) ? WireRequest.of(sample) : null;
            hostOf[i] = requireNonNull(hosts.get(WireUrl.of(sample.url()).authority()), "host");
        }
    }

    private Bootstrap bootstrap(EventLoop loop, Duration timeout) {
        var connect = timeout.compareTo(MOST_TO_CONNECT) < 0 ? timeout : MOST_TO_CONNECT;
        return new Bootstrap()
                .group(netty)
                .channel(loop.resources().onChannelClass(SocketChannel.class, netty))
                .disableResolver()
                .option(ChannelOption.RECVBUF_ALLOCATOR, buffer)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        (int) Math.max(1, connect.toMillis()));
    }

    // --- Sender -----------------------------------------------------------------------------

    @Override
    public void send(Arrival arrival) {
        hostOf[arrival.request].send(arrival);
        if (!watching) {
            watch(arrival.intended);
        }
    }

    @Override
    public int underWay() {
        int all = 0;
        for (var host : hosts.values()) {
            all += host.underWay();
        }
        return all;
    }

    @Override
    public int waiting() {
        int all = 0;
        for (var host : hosts.values()) {
            all += host.waiting();
        }
        return all;
    }

    @Override
    public long opened() {
        long all = 0;
        for (var host : hosts.values()) {
            all += host.opened();
        }
        return all;
    }

    @Override
    public void giveUp(String kind, String message) {
        hosts.values().forEach(host -> host.giveUp(kind, message));
    }

    /** It is a task that calls, and connections are the loop thread's. */
    @Override
    public void close() {
        netty.execute(this::closeNow);
    }

    private void closeNow() {
        hosts.values().forEach(WireHost::close);
        for (var request : fixed) {
            if (request != null) {
                request.release();
            }
        }
        buffer.release();
    }

    // --- deadlines --------------------------------------------------------------------------

    /** All have the same time, so that the oldest is the first whose time is up. */
    private void watch(long oldest) {
        watching = true;
        long wait = Math.max(TIMER_NANOS, oldest + timeoutNanos - now());
        var _ = netty.schedule(this::expire, wait, TimeUnit.NANOSECONDS);
    }

    private void expire() {
        watching = false;
        long due = now() - timeoutNanos;
        hosts.values().forEach(host -> host.expire(due, timeoutMessage));
        long oldest = Arrival.NOT_YET;
        for (var host : hosts.values()) {
            long its = host.oldest();
            boolean isFirst = oldest == Arrival.NOT_YET || its - oldest < 0;
            oldest = its != Arrival.NOT_YET && isFirst ? its : oldest;
        }
        if (oldest != Arrival.NOT_YET && !watching) {
            watch(oldest);
        }
    }

    // --- WirePeer ---------------------------------------------------------------------------

    @Override
    public int requests() {
        return fixed.length;
    }

    @Override
    public @Nullable WireRequest fixed(int request) {
        return fixed[request];
    }

    @Override
    public WireRequest filled(Arrival arrival) {
        return WireRequest.of(book.filled(arrival.request, arrival.number));
    }

    @Override
    public PlainHead head() {
        return head;
    }

    @Override
    public long now() {
        return netty.ticker().nanoTime();
    }
}
