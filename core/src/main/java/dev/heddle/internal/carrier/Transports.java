package dev.heddle.internal.carrier;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.ServerDomainSocketChannel;
import java.util.Map;
import java.util.function.Supplier;

/** A way to wait for I/O: how it selects, and its channel for each kind of socket. */
public final class Transports {
    private final IoHandlerFactory selector;
    private final Map<Class<?>, Kind> channels;

    private Transports(IoHandlerFactory selector, Map<Class<?>, Kind> channels) {
        this.selector = selector;
        this.channels = channels;
    }

    /** The best transport of this machine. */
    public static Transports best() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    /** Linux only: see {@link Epoll#isAvailable()}. */
    public static Transports epoll() {
        return new Transports(
                EpollIoHandler.newFactory(),
                Map.of(
                        SocketChannel.class,
                        kind(EpollSocketChannel.class, EpollSocketChannel::new),
                        ServerSocketChannel.class,
                        kind(EpollServerSocketChannel.class, EpollServerSocketChannel::new),
                        DatagramChannel.class,
                        kind(EpollDatagramChannel.class, EpollDatagramChannel::new),
                        DomainSocketChannel.class,
                        kind(EpollDomainSocketChannel.class, EpollDomainSocketChannel::new),
                        ServerDomainSocketChannel.class,
                        kind(
                                EpollServerDomainSocketChannel.class,
                                EpollServerDomainSocketChannel::new)));
    }

    public static Transports nio() {
        return new Transports(
                NioIoHandler.newFactory(),
                Map.of(
                        SocketChannel.class,
                        kind(NioSocketChannel.class, NioSocketChannel::new),
                        ServerSocketChannel.class,
                        kind(NioServerSocketChannel.class, NioServerSocketChannel::new),
                        DatagramChannel.class,
                        kind(NioDatagramChannel.class, NioDatagramChannel::new)));
    }

    public IoHandlerFactory selector() {
        return selector;
    }

    /** The class of this transport's channels of {@code type}, such as {@code SocketChannel}. */
    public <C extends Channel> Class<? extends C> channelClass(Class<C> type) {
        return kind(type).type.asSubclass(type);
    }

    public <C extends Channel> C newChannel(Class<C> type) {
        return type.cast(kind(type).constructor.get());
    }

    private Kind kind(Class<?> type) {
        Kind kind = channels.get(type);
        if (kind == null) {
            throw new IllegalArgumentException("this transport has no " + type.getSimpleName());
        }
        return kind;
    }

    private static <C extends Channel> Kind kind(Class<C> type, Supplier<C> constructor) {
        return new Kind(type, constructor);
    }

    private record Kind(Class<? extends Channel> type, Supplier<? extends Channel> constructor) {}
}
