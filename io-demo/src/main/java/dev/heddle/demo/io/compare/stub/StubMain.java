package dev.heddle.demo.io.compare.stub;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The stub server's JVM: Netty on one thread, on a free port of the loopback interface, which its
 * line of output tells. It ends when its standard input does, and the kernel closes that however
 * the parent dies.
 */
public final class StubMain {
    static final String PORT = "port ";

    /** As many as may connect at once, where the system allows it. */
    private static final int BACKLOG = 4_096;

    private StubMain() {}

    public static void main(String... args) throws Exception {
        // Whatever else is printed here is no line of the protocol.
        var parent = System.out;
        System.setOut(System.err);
        int port =
                Epoll.isAvailable()
                        ? serve(EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
                        : serve(NioIoHandler.newFactory(), NioServerSocketChannel.class);
        parent.println(PORT + port);
        try {
            while (System.in.read() >= 0) {
                // The parent says nothing.
            }
        } catch (IOException _) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(0);
    }

    private static int serve(IoHandlerFactory handlers, Class<? extends ServerChannel> type)
            throws InterruptedException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var stub = new StubHandler();
        var server =
                new ServerBootstrap()
                        .group(new MultiThreadIoEventLoopGroup(1, handlers))
                        .channel(type)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline().addLast(new HttpServerCodec(), stub);
                                    }
                                })
                        .bind(address)
                        .sync();
        return ((InetSocketAddress) server.channel().localAddress()).getPort();
    }
}
