package dev.heddle.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/** An exchange whose body is kept whole. */
final class BufferedExchange<T extends @Nullable Object> extends Exchange {
    private static final byte[] EMPTY = {};

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /** What a Content-Length is trusted with before a byte of it has come. */
    private static final int TRUSTED_BYTES = 64 << 10;

    private final CoreSubscriber<? super T> subscriber;
    private final Function<HttpResponse, T> result;
    private final Settings.Bodies settings;
    private final long maxBytes;

    // Only touched on the loop.
    private @Nullable HttpHeaders headers;
    private int status;
    private byte[] body = EMPTY;
    private int length;

    /** The Content-Length, as far as it is trusted. */
    private int expected;

    /** Of a body that came in a content coding. */
    private @Nullable BodyDecoder decoder;

    BufferedExchange(
            HttpRequest request,
            Connections connections,
            CoreSubscriber<? super T> subscriber,
            Function<HttpResponse, T> result) {
        super(request, connections);
        this.subscriber = subscriber;
        this.result = result;
        this.settings = connections.settings().bodies();
        this.maxBytes = settings.maxBytes();
    }

    @Override
    void head(io.netty.handler.codec.http.HttpResponse head) {
        decoder = BodyDecoder.of(request, settings, head);
        headers = head.headers();
        expected = (int) Math.min(HttpUtil.getContentLength(head, 0L), TRUSTED_BYTES);
        status = head.status().code();
    }

    @Override
    void content(ByteBuf part) {
        if (decoder == null) {
            int size = part.readableBytes();
            if (makeRoom(size)) {
                part.readBytes(body, length, size);
                length += size;
            }
        } else {
            decoder.add(part);
            decode(decoder);
        }
    }

    @Override
    void contentEnds() {
        if (decoder != null) {
            decoder.end();
            decode(decoder);
        }
    }

    private void decode(BodyDecoder decoding) {
        try {
            for (var part = decoding.next(); part != null && !isOver(); part = decoding.next()) {
                int size = part.remaining();
                if (makeRoom(size)) {
                    part.get(body, length, size);
                    length += size;
                }
            }
        } catch (HttpException e) {
            abort(e);
        }
    }

    @Override
    void ended() {
        if (decoder != null) {
            decoder.close();
        }
    }

    /** False if the limit forbids it, which ends the exchange. */
    private boolean makeRoom(int size) {
        if (length + (long) size > Math.min(maxBytes, MAX_ARRAY)) {
            abort(Failures.tooLarge(request, maxBytes));
            return false;
        }
        if (length + size > body.length) {
            grow(length + size);
        }
        return true;
    }

    private void grow(int needed) {
        long capacity = Math.max(needed, length == 0 ? expected : length * 2L);
        body = Arrays.copyOf(body, (int) Math.min(capacity, MAX_ARRAY));
    }

    @Override
    void deliverAnswer() {
        byte[] bytes = length == body.length ? body : Arrays.copyOf(body, length);
        T value;
        try {
            value = result.apply(new HttpResponse(request, status, headers(), bytes, timings()));
        } catch (Throwable e) {
            subscriber.onError(e);
            return;
        }
        try {
            if (value != null) {
                subscriber.onNext(value);
            }
            subscriber.onComplete();
        } catch (Throwable e) {
            thrownBy(subscriber, e);
        }
    }

    private HttpHeaders headers() {
        if (headers == null) {
            throw new IllegalStateException("an answer without a head");
        }
        return headers;
    }

    @Override
    void deliver(HttpException failure) {
        subscriber.onError(failure);
    }

    @Override
    boolean hasHead() {
        return headers != null;
    }

    @Override
    boolean startOver() {
        ended();
        decoder = null;
        headers = null;
        body = EMPTY;
        length = 0;
        return true;
    }

    @Override
    boolean wantsMore() {
        return true;
    }
}
