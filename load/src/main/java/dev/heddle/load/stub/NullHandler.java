package dev.heddle.load.stub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers the requests of one connection in their order. Only touched on its loop's thread. */
final class NullHandler extends ChannelInboundHandlerAdapter {
    private static final ByteBuf CONTINUE =
            Unpooled.unreleasableBuffer(
                    Unpooled.copiedBuffer(
                            "HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));

    private final NullServer server;
    private final ArrivalLog log;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** The one whose body has not ended yet. */
    private @Nullable HttpRequest request;

    private boolean closes;

    NullHandler(NullServer server, ArrivalLog log) {
        this.server = server;
        this.log = log;
    }

    /** An answer that is not to be sent yet, or comes after one that is not. */
    private static final class Waiting {
        final ByteBuf answer;
        final boolean closes;
        final boolean counts;
        final long arrived;
        boolean due;

        Waiting(ByteBuf answer, boolean closes, boolean counts, long arrived) {
            this.answer = answer;
            this.closes = closes;
            this.counts = counts;
            this.arrived = arrived;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest head) {
                begin(context, head);
            }
            if (message instanceof LastHttpContent) {
                end(context);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        request = head;
        if (HttpUtil.is100ContinueExpected(head)) {
            var _ = context.writeAndFlush(CONTINUE.duplicate(), context.voidPromise());
        }
    }

    private void end(ChannelHandlerContext context) {
        var complete = request;
        request = null;
        // What comes after a request to close is not answered.
        if (complete == null || closes) {
            return;
        }
        if (complete.decoderResult().isFailure()) {
            var _ = context.close();
            return;
        }
        closes = !HttpUtil.isKeepAlive(complete);
        if (complete.uri().equals(StubHealthJson.PATH)) {
            answer(context, new Waiting(server.health().whole(), closes, false, 0), 0);
            return;
        }
        long now = server.clock().nanos();
        long wait = server.timing().due(now, ThreadLocalRandom.current()) - now;
        answer(context, new Waiting(bytes(complete), closes, true, now), wait);
    }

    private ByteBuf bytes(HttpRequest complete) {
        var answer = server.answer();
        if (complete.method().equals(HttpMethod.HEAD)) {
            return answer.headOnly();
        }
        return complete.protocolVersion().equals(HttpVersion.HTTP_1_0)
                ? answer.forOldClients()
                : answer.whole();
    }

    private void answer(ChannelHandlerContext context, Waiting next, long waitNanos) {
        if (waitNanos > 0) {
            waiting.add(next);
            var _ =
                    context.executor()
                            .schedule(() -> due(context, next), waitNanos, TimeUnit.NANOSECONDS);
            return;
        }
        next.due = true;
        if (waiting.isEmpty()) {
            write(context, next);
        } else {
            waiting.add(next);
        }
    }

    private void due(ChannelHandlerContext context, Waiting one) {
        one.due = true;
        if (waiting.peek() != one) {
            return;
        }
        for (var next = waiting.peek(); next != null && next.due; next = waiting.peek()) {
            waiting.remove();
            write(context, next);
        }
        context.flush();
    }

    private void write(ChannelHandlerContext context, Waiting next) {
        if (next.counts) {
            log.add(next.arrived, server.clock().nanos());
        }
        if (next.closes) {
            var _ = context.write(next.answer).addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = context.write(next.answer, context.voidPromise());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    /** A client that does not read its answers is not read either. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
    }

    /** A client that sends nonsense or has gone loses its connection, nothing else. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
