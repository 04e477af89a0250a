package dev.heddle.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/**
 * Opens connections: DNS, then TCP by Reactor Netty's TcpClient, to the host or its proxy, then TLS
 * by Netty's handler. What is not needed is not loaded: a resolver without names, TLS without
 * https. Only touched on the loop.
 */
final class Connector {
    private final Settings settings;
    private final Settings.Network network;
    private final TcpClient tcp;
    private @Nullable Function<String, Mono<List<InetAddress>>> lookUp;
    private @Nullable Names names;
    private @Nullable Handshakes handshakes;

    Connector(Settings settings) {
        this.settings = settings;
        this.network = settings.network();
        this.tcp =
                TcpClient.create(ConnectionProvider.newConnection())
                        .runOn(settings.loop().resources(), true)
                        // Nothing is resolved there: who checks an address must be sure that it,
                        // and no other, is connected to.
                        .resolver(NoopAddressResolverGroup.INSTANCE)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis())
                        .option(ChannelOption.TCP_NODELAY, true);
    }

    /** Looks names up otherwise than by DNS. */
    Connector(Settings settings, Function<String, Mono<List<InetAddress>>> lookUp) {
        this(settings);
        this.lookUp = lookUp;
    }

    private int connectMillis() {
        // In seconds first: a long does not hold the milliseconds of the longest durations.
        long seconds = Math.min(settings.timeouts().connect().toSeconds(), Integer.MAX_VALUE);
        long millis = seconds * 1_000 + settings.timeouts().connect().toMillisPart();
        return Math.clamp(millis, 1, Integer.MAX_VALUE);
    }

    /** Opens a connection once it is subscribed to; cancelling closes what is open so far. */
    Mono<ReadyChannel> connect(Origin origin) {
        var laps = new Laps();
        var channel = channel(origin, laps).doOnNext(_ -> laps.connected());
        return origin.secure()
                ? channel.flatMap(open -> secure(origin, open, laps))
                : channel.map(laps::plain);
    }

    private Mono<Channel> channel(Origin origin, Laps laps) {
        var socket = network.unixSocket();
        if (socket != null) {
            return UnixSockets.connect(settings.loop().resources(), socket);
        }
        var literal = literal(origin.host());
        if (literal != null && network.addresses() != null) {
            return allowed(origin.host(), List.of(literal))
                    .flatMap(_ -> channel(origin, literal, laps));
        }
        return channel(origin, literal, laps);
    }

    private Mono<Channel> channel(Origin origin, @Nullable InetAddress literal, Laps laps) {
        var proxy = network.proxy(origin);
        if (proxy != null) {
            return via(proxy, origin, literal, laps);
        }
        return literal == null
                ? named(origin, laps)
                : dial(tcp, new InetSocketAddress(literal, origin.port()));
    }

    // --- without a proxy --------------------------------------------------------------------

    private Mono<Channel> named(Origin origin, Laps laps) {
        return allowedOf(origin.host(), laps)
                .flatMap(all -> race(origin.authority(), all, origin.port(), to -> dial(tcp, to)));
    }

    private Mono<Channel> race(
            String to,
            List<InetAddress> addresses,
            int port,
            Function<InetSocketAddress, Mono<Channel>> dial) {
        if (addresses.size() == 1) {
            return dial.apply(new InetSocketAddress(addresses.getFirst(), port));
        }
        var all =
                HappyEyeballs.interleaved(addresses).stream()
                        .map(address -> new InetSocketAddress(address, port))
                        .toList();
        return HappyEyeballs.race(
                all,
                new HappyEyeballs.Dialer<>(
                        dial,
                        QuietClose::now,
                        failed -> ConnectFailures.ofAll(to, settings, failed)),
                settings.loop().scheduler());
    }

    private static Mono<Channel> dial(TcpClient client, InetSocketAddress address) {
        return client.remoteAddress(() -> address).connect().map(Connector::takeOver);
    }

    /** Takes a channel over from Reactor Netty, whose part ends with the opening. */
    private static Channel takeOver(reactor.netty.Connection opened) {
        var channel = opened.channel();
        channel.pipeline().remove(NettyPipeline.ReactiveBridge);
        // Reactor Netty's channels read on demand only.
        channel.config().setAutoRead(true);
        return channel;
    }

    // --- addresses --------------------------------------------------------------------------

    private static @Nullable InetAddress literal(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            // This makes an IPv4 address of one that is mapped into IPv6.
            return bytes == null ? null : InetAddress.getByAddress(host, bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private Mono<List<InetAddress>> lookUp(String name, Laps laps) {
        if (lookUp == null) {
            names = new Names(settings.loop().resources());
            lookUp = names::all;
        }
        return lookUp.apply(name).doOnNext(_ -> laps.lookedUp());
    }

    private Mono<List<InetAddress>> allowedOf(String name, Laps laps) {
        return lookUp(name, laps).flatMap(all -> allowed(name, all));
    }

    /** Those that may be connected to, at least one. */
    private Mono<List<InetAddress>> allowed(String host, List<InetAddress> all) {
        var predicate = network.addresses();
        var allowed = predicate == null ? all : all.stream().filter(predicate).toList();
        return allowed.isEmpty()
                ? Mono.error(ConnectFailures.refused(host, all))
                : Mono.just(allowed);
    }

    // --- with a proxy -----------------------------------------------------------------------

    private Mono<Channel> via(
            ProxyServer proxy, Origin origin, @Nullable InetAddress literal, Laps laps) {
        if (proxy.forwards(origin)) {
            return to(proxy, laps, address -> dial(tcp, address));
        }
        return destination(proxy, origin, literal, laps)
                .flatMap(destination ->
                        to(
                                proxy,
                                laps,
                                at ->
                                        dial(
                                                Tunnel.client(tcp, proxy, at, connectMillis()),
                                                destination)))
                .flatMap(channel -> Tunnel.await(channel, proxy, origin, settings));
    }

    private Mono<Channel> to(
            ProxyServer proxy, Laps laps, Function<InetSocketAddress, Mono<Channel>> dial) {
        var literal = literal(proxy.host());
        var addresses = literal == null ? lookUp(proxy.host(), laps) : Mono.just(List.of(literal));
        String name = "the proxy " + proxy.authority();
        return addresses
                .flatMap(all -> race(name, all, proxy.port(), dial))
                .onErrorMap(reason -> ConnectFailures.of(name, settings, reason));
    }

    /** What a proxy is told: the name as it is, or the first address of it that is allowed. */
    private Mono<InetSocketAddress> destination(
            ProxyServer proxy, Origin origin, @Nullable InetAddress literal, Laps laps) {
        int port = origin.port();
        if (proxy.kind() == ProxyServer.Kind.HTTP
                || (literal == null && proxy.kind() == ProxyServer.Kind.SOCKS5_NAMES)) {
            return Mono.just(InetSocketAddress.createUnresolved(origin.host(), port));
        }
        return literal == null
                ? allowedOf(origin.host(), laps)
                        .map(all -> new InetSocketAddress(all.getFirst(), port))
                : Mono.just(new InetSocketAddress(literal, port));
    }

    // --- TLS --------------------------------------------------------------------------------

    private Mono<ReadyChannel> secure(Origin origin, Channel channel, Laps laps) {
        return Mono.fromCallable(this::handshakes)
                .flatMap(all -> all.shake(channel, origin))
                // Such as files of certificates that cannot be read.
                .doOnError(_ -> QuietClose.now(channel))
                .map(protocol -> laps.secured(channel, protocol.isEmpty() ? null : protocol));
    }

    private Handshakes handshakes() throws NetworkException {
        if (handshakes == null) {
            handshakes = new Handshakes(settings, protocols(network.http2()), connectMillis());
        }
        return handshakes;
    }

    /** What is offered (ALPN), the preferred one first. */
    private static List<String> protocols(Http2 http2) {
        return switch (http2) {
            case OFF -> List.of();
            case OVER_TLS -> List.of(Opening.HTTP2, "http/1.1");
            case PRIOR_KNOWLEDGE -> List.of(Opening.HTTP2);
        };
    }

    void close() {
        if (names != null) {
            names.close();
        }
    }

    /** Measures the phases of an opening, one after the other. */
    private static final class Laps {
        private final Ticker clock = Ticker.systemTicker();
        private long last = clock.nanoTime();
        private long dns;
        private long connect;

        private long lap() {
            long start = last;
            last = clock.nanoTime();
            return last - start;
        }

        void lookedUp() {
            dns += lap();
        }

        void connected() {
            connect = lap();
        }

        ReadyChannel plain(Channel channel) {
            return new ReadyChannel(channel, new ConnectTimings(dns, connect, 0), null);
        }

        ReadyChannel secured(Channel channel, @Nullable String protocol) {
            return new ReadyChannel(channel, new ConnectTimings(dns, connect, lap()), protocol);
        }
    }
}
