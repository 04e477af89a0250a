package dev.heddle.demo.io.compare.stub;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Answers {@code /DELAY/DOCUMENT/NUMBER}. Only touched on the server's one thread. */
@Sharable
final class StubHandler extends SimpleChannelInboundHandler<HttpObject> {
    /** Longer than any round, so that no model has to connect anew in the next. */
    private static final String KEEP_ALIVE = "timeout=600";

    private final Map<String, Delay> delays = new HashMap<>();
    private final Map<String, byte[]> bodies = new HashMap<>();

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest request) {
            answer(context, request.uri());
        }
    }

    private void answer(ChannelHandlerContext context, String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != 4) {
            write(context, response(HttpResponseStatus.NOT_FOUND, new byte[0]));
            return;
        }
        int number = Integer.parseInt(parts[3]);
        byte[] body = bodies.computeIfAbsent(parts[2] + '/' + number, _ -> body(parts[2], number));
        long micros = delays.computeIfAbsent(parts[1], Delay::parse).micros(number);
        var response = response(HttpResponseStatus.OK, body);
        if (micros == 0) {
            write(context, response);
            return;
        }
        Runnable later = () -> write(context, response);
        var _ = context.executor().schedule(later, micros, TimeUnit.MICROSECONDS);
    }

    /** A client that has gone needs no answer. */
    private static void write(ChannelHandlerContext context, FullHttpResponse response) {
        var _ = context.writeAndFlush(response, context.voidPromise());
    }

    private static byte[] body(String document, int number) {
        return Document.valueOf(document.toUpperCase(Locale.ROOT)).body(number);
    }

    private static FullHttpResponse response(HttpResponseStatus status, byte[] body) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "keep-alive")
                .set("Keep-Alive", KEEP_ALIVE);
        return response;
    }

    /** A client that sends nonsense or has gone loses its connection, nothing else. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
