package dev.heddle.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/2 connection (RFC 9113). Each exchange has a stream of it, which looks to the exchange
 * like a connection of its own that is used once. Only touched on the loop.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter implements Pooled {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSession.class);

    /** Until the server says how many it takes: some close the connection after one too many. */
    private static final long FIRST_STREAM = 1;

    /** The protocol's 64 KiB would wait for a round trip after each. */
    private static final int STREAM_WINDOW_BYTES = 1 << 20;

    private static final int CONNECTION_WINDOW_BYTES = 16 << 20;
    private static final int MAX_HEADER_BYTES = 64 << 10;

    private final Host host;
    private final Connections connections;
    private final Channel channel;
    private final Set<Connection> streams = new LinkedHashSet<>();
    private ConnectTimings opening;

    /** Streams that are being opened, too. */
    private int used;

    private long most = FIRST_STREAM;
    private boolean greeted;
    private boolean retired;
    private int lastProcessed = Integer.MAX_VALUE;
    private long restsUntil;

    Http2Connection(Connections connections, Host host, Channel channel, ConnectTimings opening) {
        this.connections = connections;
        this.host = host;
        this.channel = channel;
        this.opening = opening;
    }

    /** Takes the channel over from whoever opened it. */
    void install() {
        var pipeline = channel.pipeline();
        var codec =
                Http2FrameCodecBuilder.forClient()
                        .initialSettings(
                                Http2Settings.defaultSettings()
                                        .pushEnabled(false)
                                        .maxHeaderListSize(MAX_HEADER_BYTES)
                                        .initialWindowSize(STREAM_WINDOW_BYTES))
                        .build();
        pipeline.addLast(codec, new Http2MultiplexHandler(new Pushed()), this);
        widen(codec);
    }

    private void widen(Http2FrameCodec codec) {
        try {
            var connection = codec.connection();
            var flow = connection.local().flowController();
            int now = flow.windowSize(connection.connectionStream());
            flow.incrementWindowSize(connection.connectionStream(), CONNECTION_WINDOW_BYTES - now);
        } catch (Http2Exception e) {
            LOG.debug("the window of {} stays as it is", channel, e);
        }
    }

    @Override
    public Host host() {
        return host;
    }

    // --- streams ----------------------------------------------------------------------------

    /** Whether it takes another exchange. */
    boolean hasRoom() {
        int limit = connections.settings().limits().perHost();
        return !retired && channel.isActive() && used < Math.min(most, limit);
    }

    boolean isUnused() {
        return used == 0;
    }

    void run(Exchange next) {
        used++;
        new Http2StreamChannelBootstrap(channel)
                .handler(new Unset())
                .open()
                .addListener((Future<Http2StreamChannel> opened) -> streamOpened(opened, next));
    }

    private void streamOpened(Future<Http2StreamChannel> opened, Exchange next) {
        if (!opened.isSuccess()) {
            used--;
            retire();
            next.stale(Failures.ofExchange(next.request, false, opened.cause()), true);
            return;
        }
        var stream = new Connection(connections, host, opened.getNow(), opening, this);
        opening = ConnectTimings.NONE;
        streams.add(stream);
        opened.getNow().pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false), stream);
        if (next.isOver()) {
            stream.close();
        } else {
            stream.run(next);
        }
    }

    /** A stream is no more. */
    void ended(Connection stream) {
        if (!streams.remove(stream)) {
            return;
        }
        used--;
        if (retired && used == 0) {
            close();
        } else {
            connections.streamEnded(this);
        }
    }

    /** Whether the server has said that it will not look at a stream. */
    boolean isUnprocessed(Channel channel) {
        return channel instanceof Http2StreamChannel stream
                && stream.stream().id() > 0
                && stream.stream().id() > lastProcessed;
    }

    // --- the connection as a whole ----------------------------------------------------------

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof Http2SettingsFrame settings) {
                greeted(settings.settings().maxConcurrentStreams());
            } else if (frame instanceof Http2GoAwayFrame away) {
                lastProcessed = away.lastStreamId();
                retire();
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    /** The server's first settings, or others later; without a limit there is none, or the last. */
    private void greeted(@Nullable Long limit) {
        if (limit != null) {
            most = limit;
        } else if (!greeted) {
            most = Long.MAX_VALUE;
        }
        greeted = true;
        connections.streamEnded(this);
    }

    /** Takes no more exchanges, and closes after those it has. */
    void retire() {
        retired = true;
        connections.retired(this);
        if (used == 0) {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        retired = true;
        for (var stream : List.copyOf(streams)) {
            stream.close();
        }
        connections.ended(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reason) {
        // First, or those in line would get the streams of those that fail.
        retire();
        for (var stream : List.copyOf(streams)) {
            stream.failExchange(reason);
        }
        close();
    }

    @Override
    public void rests(long now) {
        restsUntil = now + Settings.nanos(connections.settings().timeouts().idle());
    }

    @Override
    public boolean isWorn(long now) {
        return now - restsUntil >= 0;
    }

    @Override
    public void close() {
        retired = true;
        var _ = channel.close();
        if (!channel.isOpen()) {
            connections.ended(this);
        }
    }

    @Override
    public void shutDown(String what) {
        retired = true;
        for (var stream : List.copyOf(streams)) {
            stream.shutDown(what);
        }
        close();
    }

    /** What the server begins: it was told not to. */
    @ChannelHandler.Sharable
    private static final class Pushed extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            var _ = context.close();
        }
    }

    /** A stream's first handler, before it has others. */
    private static final class Unset extends ChannelInboundHandlerAdapter {}
}
