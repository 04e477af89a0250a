package dev.heddle.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Sends the body of a request as it is produced, and asks for the next part only while the
 * connection takes more. Its signals come on the loop.
 */
final class BodyUpload extends BaseSubscriber<byte[]> {
    private final Connection connection;
    private final Exchange exchange;
    private final Channel channel;

    /** Bytes still to come; negative if the body is chunked. */
    private final long announced;

    private long sent;
    private boolean wants;
    private boolean complete;

    BodyUpload(Connection connection, Exchange exchange, Channel channel, long announced) {
        this.connection = connection;
        this.exchange = exchange;
        this.channel = channel;
        this.announced = announced;
    }

    void start(Publisher<byte[]> parts, Scheduler loop) {
        Flux.from(parts).publishOn(loop, 1).subscribe(this);
    }

    boolean isComplete() {
        return complete;
    }

    void writabilityChanged() {
        if (!wants && channel.isWritable()) {
            wants = true;
            request(1);
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        wants = true;
        request(1);
    }

    @Override
    protected void hookOnNext(byte[] part) {
        sent += part.length;
        if (announced >= 0 && sent > announced) {
            failed(new IllegalStateException("more than its Content-Length of " + announced));
            return;
        }
        wants = false;
        if (part.length > 0) {
            var _ =
                    channel.writeAndFlush(
                            new DefaultHttpContent(Unpooled.wrappedBuffer(part)),
                            channel.voidPromise());
        }
        writabilityChanged();
    }

    @Override
    protected void hookOnComplete() {
        if (announced >= 0 && sent < announced) {
            failed(
                    new IllegalStateException(
                            sent + " bytes, not its Content-Length of " + announced));
            return;
        }
        complete = true;
        var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
        exchange.sent();
    }

    @Override
    protected void hookOnError(Throwable reason) {
        failed(reason);
    }

    private void failed(Throwable reason) {
        connection.uploadFailed(exchange, Failures.ofUpload(exchange.request, reason));
    }
}
