package dev.heddle.load;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/** Netty's decoder of answers, behind a connection. Only touched on the thread of the loop. */
final class WireDecoder extends HttpResponseDecoder {
    /** As an HttpSession has them: Netty's 8 KiB are too few for the heads of real servers. */
    private static final HttpDecoderConfig CONFIG =
            new HttpDecoderConfig().setMaxHeaderSize(64 << 10).setMaxChunkSize(64 << 10);

    private final WireConnection connection;

    WireDecoder(WireConnection connection) {
        super(CONFIG);
        this.connection = connection;
    }

    void install(ChannelHandlerContext context) {
        context.pipeline().addLast(this, new Parts(connection));
    }

    /** Whether nothing came after the end of the answer. */
    boolean isEmpty() {
        return actualReadableBytes() == 0;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return connection.isHead() || super.isContentAlwaysEmpty(message);
    }

    private static final class Parts extends ChannelInboundHandlerAdapter {
        private final WireConnection connection;

        Parts(WireConnection connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof HttpObject part) {
                    connection.decoded(part);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            // The connection has heard of it first.
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable reason) {
            connection.exceptionCaught(context, reason);
        }
    }
}
