package dev.heddle.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.List;

/**
 * Writes requests and reads answers, as Netty's HttpClientCodec does, but decodes nothing that
 * nobody asked for. That one keeps what follows an answer, be it half a head, and completes it with
 * the first bytes of the next: a server could answer requests it has not seen yet.
 */
final class Codec extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {
    /**
     * Netty's 8 KiB are too few for the cookies and policies of real servers, and for large bodies.
     */
    private static final int MAX_HEADER_BYTES = 64 << 10;

    private static final int MAX_PART_BYTES = 64 << 10;

    private static final HttpDecoderConfig CONFIG =
            new HttpDecoderConfig()
                    .setMaxHeaderSize(MAX_HEADER_BYTES)
                    .setMaxChunkSize(MAX_PART_BYTES);

    Codec(Connection connection) {
        super(new Decoder(connection), new HttpRequestEncoder());
    }

    private static final class Decoder extends HttpResponseDecoder {
        private final Connection connection;

        Decoder(Connection connection) {
            super(CONFIG);
            this.connection = connection;
        }

        // The messages of one call have been handled before the next.
        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
                throws Exception {
            if (connection.expectsBytes()) {
                connection.touch();
                super.decode(context, in, out);
            } else if (in.isReadable()) {
                in.skipBytes(in.readableBytes());
                connection.unasked();
            }
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage head) {
            return connection.isHead() || super.isContentAlwaysEmpty(head);
        }
    }
}
