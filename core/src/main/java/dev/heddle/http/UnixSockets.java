package dev.heddle.http;

import dev.heddle.http.HttpException.Kind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Connects to Unix domain sockets: Netty's where its native transport is, the JDK's otherwise,
 * which Reactor Netty does not know.
 */
final class UnixSockets {
    private UnixSockets() {}

    static Mono<Channel> connect(LoopResources resources, Path path) {
        return Mono.create(sink -> {
            var loop = resources.onClient(true).next();
            boolean nio =
                    resources.onChannelClass(SocketChannel.class, loop) == NioSocketChannel.class;
            ChannelFactory<Channel> factory =
                    nio
                            ? NioDomainSocketChannel::new
                            : () -> resources.onChannel(DomainSocketChannel.class, loop);
            var connected =
                    new Bootstrap()
                            .group(loop)
                            .channelFactory(factory)
                            .handler(new Nothing())
                            .connect(address(path, nio));
            sink.onCancel(() -> QuietClose.now(connected.channel()));
            connected.addListener(_ -> {
                if (connected.isSuccess()) {
                    sink.success(connected.channel());
                } else {
                    sink.error(failure(path, connected.cause()));
                }
            });
        });
    }

    private static SocketAddress address(Path path, boolean nio) {
        return nio ? UnixDomainSocketAddress.of(path) : new DomainSocketAddress(path.toString());
    }

    /** The two transports give the errors of the system in different words. */
    private static NetworkException failure(Path path, Throwable reason) {
        return new NetworkException(
                Kind.CONNECT,
                "no connection to the Unix socket " + path + ": " + why(path, reason),
                reason);
    }

    private static String why(Path path, Throwable reason) {
        if (!Files.exists(path)) {
            return "there is no such file";
        }
        if (!isSocket(path)) {
            return "it is not a socket";
        }
        if (!Files.isWritable(path)) {
            return "this process may not write to it";
        }
        String message = Failures.plain(reason);
        return message.contains("refused") ? "nobody listens there" : message;
    }

    private static boolean isSocket(Path path) {
        try {
            // Neither a file nor a directory; the JDK tells no more.
            return Files.readAttributes(path, BasicFileAttributes.class).isOther();
        } catch (IOException _) {
            // It went meanwhile, or may not be looked at: what connecting said is told instead.
            return true;
        }
    }

    /** A pipeline begins empty. */
    private static final class Nothing extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            // Connection.install adds what there is.
        }
    }
}
