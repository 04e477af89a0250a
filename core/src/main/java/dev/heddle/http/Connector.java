package dev.heddle.http;

import io.netty.channel.ChannelOption;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import reactor.netty.tcp.TcpClient;
import reactor.netty.transport.NameResolverProvider;

/**
 * Opens connections by Reactor Netty's TcpClient: DNS, TCP, TLS. What is not needed is not loaded:
 * a resolver without names, TLS without https. Only touched on the loop.
 */
final class Connector {
    private final Settings settings;
    private final TcpClient tcp;
    private @Nullable AddressResolverGroup<InetSocketAddress> resolver;
    private @Nullable SslProvider tls;

    Connector(Settings settings) {
        this.settings = settings;
        this.tcp =
                TcpClient.create(ConnectionProvider.newConnection())
                        .runOn(settings.loop().resources(), true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis())
                        .option(ChannelOption.TCP_NODELAY, true);
    }

    private int connectMillis() {
        // In seconds first: a long does not hold the milliseconds of the longest durations.
        long seconds = Math.min(settings.timeouts().connect().toSeconds(), Integer.MAX_VALUE);
        long millis = seconds * 1_000 + settings.timeouts().connect().toMillisPart();
        return Math.clamp(millis, 1, Integer.MAX_VALUE);
    }

    /** Each subscription opens a connection; cancelling it closes what is open so far. */
    Mono<? extends Connection> connect(Origin origin) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(origin.host());
        var client =
                address == null
                        ? tcp.resolver(resolver())
                                .remoteAddress(() ->
                                        InetSocketAddress.createUnresolved(
                                                origin.host(), origin.port()))
                        : tcp.resolver(NoopAddressResolverGroup.INSTANCE)
                                .remoteAddress(() -> literal(origin, address));
        return (origin.secure() ? client.secure(tls()) : client).connect();
    }

    private static InetSocketAddress literal(Origin origin, byte[] address) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(origin.host(), address), origin.port());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private AddressResolverGroup<InetSocketAddress> resolver() {
        if (resolver == null) {
            resolver =
                    NameResolverProvider.builder()
                            .build()
                            .newNameResolverGroup(settings.loop().resources(), true);
        }
        return resolver;
    }

    private SslProvider tls() {
        if (tls == null) {
            tls =
                    SslProvider.builder()
                            .sslContext((GenericSslContextSpec<?>) Http11SslContextSpec.forClient())
                            .handshakeTimeoutMillis(connectMillis())
                            .build();
        }
        return tls;
    }

    void close() {
        if (resolver != null) {
            resolver.close();
        }
    }
}
