package dev.heddle.load;

import dev.heddle.EventLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    private final Requests requests;
    private final @Nullable WireRequest[] fixed;
    private final WireHost[] hostOf;
    private final List<WireHost> hosts = new ArrayList<>();
    private final long timeoutNanos;
    private final String timeoutMessage;
    private boolean watching;

    /** What is sent. */
    interface Requests {
        int size();

        boolean isFixed(int request);

        LoadRequest filled(int request, long row);
    }

    /** Whether it can send these, of which each is a sample of what will be sent. */
    static boolean canSend(List<LoadRequest> samples) {
        return samples.stream().allMatch(WireRequest::isPlain);
    }

    /**
     * One for a loop; made on its thread.
     *
     * @param addresses as {@link WireAddress#lookUp} found them
     * @param limit of connections to each host
     * @param timeout from the intended start of an arrival
     */
    WireSender(
            EventLoop loop,
            Requests requests,
            Map<String, WireAddress> addresses,
            int limit,
            Duration timeout) {
        this.netty = loop.resources().onClient(true).next();
        this.requests = requests;
        this.timeoutNanos = timeout.toNanos();
        this.timeoutMessage = "no answer within " + timeout.toMillis() + " ms of its time to start";
        this.fixed = new WireRequest[requests.size()];
        this.hostOf = new WireHost[requests.size()];
        var made = new java.util.HashMap<String, WireHost>();
        var bootstrap = bootstrap(loop, timeout);
        for (int i = 0; i < fixed.length; i++) {
            var sample = requests.filled(i, 0);
            if (requests.isFixed(i)) {
                fixed[i] = WireRequest.of(sample);
            }
            var address =
                    java.util.Objects.requireNonNull(
                            addresses.get(WireUrl.of(sample.url()).authority()));
            hostOf[i] =
                    made.computeIfAbsent(
                            address.authority(),
                            _ -> new WireHost(address, this, bootstrap, netty, limit));
        }
        hosts.addAll(made.values());
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
        for (var host : hosts) {
            all += host.underWay();
        }
        return all;
    }

    @Override
    public int waiting() {
        int all = 0;
        for (var host : hosts) {
            all += host.waiting();
        }
        return all;
    }

    @Override
    public long opened() {
        long all = 0;
        for (var host : hosts) {
            all += host.opened();
        }
        return all;
    }

    @Override
    public void giveUp(String kind, String message) {
        hosts.forEach(host -> host.giveUp(kind, message));
    }

    @Override
    public void close() {
        hosts.forEach(WireHost::close);
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
        hosts.forEach(host -> host.expire(due, timeoutMessage));
        long oldest = Arrival.NOT_YET;
        for (var host : hosts) {
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
        return WireRequest.of(requests.filled(arrival.request, arrival.number));
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
