package dev.heddle.http;

import io.netty.channel.Channel;
import io.netty.handler.proxy.ProxyHandler;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.tcp.TcpClient;
import reactor.netty.transport.ProxyProvider;

/** The way through a proxy by Netty's handlers: HTTP's CONNECT, or SOCKS5. */
final class Tunnel {
    private Tunnel() {}

    /** A client that connects to a proxy, and asks it for a tunnel to where it is to connect. */
    static TcpClient client(
            TcpClient client, ProxyServer proxy, InetSocketAddress address, int timeoutMillis) {
        return client.proxy(spec -> {
            var builder = spec.type(type(proxy)).socketAddress(address);
            builder.connectTimeoutMillis(timeoutMillis);
            String user = proxy.user();
            if (user != null) {
                builder.username(user).password(_ -> proxy.password());
            }
        });
    }

    private static ProxyProvider.Proxy type(ProxyServer proxy) {
        return proxy.kind() == ProxyServer.Kind.HTTP
                ? ProxyProvider.Proxy.HTTP
                : ProxyProvider.Proxy.SOCKS5;
    }

    /** Waits until the proxy, which is connected to, has opened the tunnel. */
    static Mono<Channel> await(
            Channel channel, ProxyServer proxy, Origin origin, Settings settings) {
        return Mono.create(sink -> {
            sink.onCancel(() -> QuietClose.now(channel));
            var quiet = QuietClose.onFailure(channel);
            var handler = (ProxyHandler) channel.pipeline().get(NettyPipeline.ProxyHandler);
            handler.connectFuture()
                    .addListener(opened -> {
                        if (opened.isSuccess()) {
                            channel.pipeline().remove(quiet);
                            sink.success(channel);
                        } else {
                            QuietClose.now(channel);
                            sink.error(
                                    ConnectFailures.ofTunnel(
                                            proxy, origin, settings, opened.cause()));
                        }
                    });
        });
    }
}
