package dev.heddle.benchmarks.gets;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Raw Netty: a hand-written state machine per connection, each of which is opened anew in each run.
 */
final class NettyGets implements GetClient {
    private static final int MAX_BODY = 1 << 20;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final URI base;
    private final int connections;

    // Only touched by the one loop.
    private int next;
    private int ok;

    NettyGets(String base, int connections) {
        this.base = URI.create(base);
        this.connections = connections;
    }

    @Override
    public int run(int requests) throws InterruptedException {
        var done = new CountDownLatch(connections);
        var bootstrap =
                new Bootstrap()
                        .group(group)
                        .channel(EpollSocketChannel.class)
                        .handler(new Pipeline(requests, done));
        group.submit(() -> next = ok = 0).syncUninterruptibly();
        for (int i = 0; i < connections; i++) {
            bootstrap.connect(base.getHost(), base.getPort());
        }
        done.await();
        return ok;
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        private final int requests;
        private final CountDownLatch done;

        Pipeline(int requests, CountDownLatch done) {
            this.requests = requests;
            this.done = done;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(MAX_BODY),
                            new Exchanges(requests, done));
        }
    }

    private final class Exchanges extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final int requests;
        private final CountDownLatch done;

        Exchanges(int requests, CountDownLatch done) {
            this.requests = requests;
            this.done = done;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            send(context);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.content().toString(StandardCharsets.UTF_8).length() > GOOD_BODY) {
                ok++;
            }
            send(context);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            done.countDown();
        }

        private void send(ChannelHandlerContext context) {
            if (next >= requests) {
                context.close();
                return;
            }
            var request =
                    new DefaultFullHttpRequest(
                            HttpVersion.HTTP_1_1,
                            HttpMethod.GET,
                            base.getPath() + next++,
                            Unpooled.EMPTY_BUFFER);
            request.headers().set(HttpHeaderNames.HOST, base.getAuthority());
            context.writeAndFlush(request, context.voidPromise());
        }
    }
}
