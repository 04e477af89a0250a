package dev.heddle.load;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection, which carries one request at a time: never a second one before the first answer has
 * ended, and all that came with that end was looked at, so that bytes nobody asked for close it
 * instead of answering the next. A head that is {@link PlainHead plain} is read here; for an answer
 * with any other, Netty's decoder is put behind.
 *
 * <p>Only touched on the thread of the loop.
 */
final class WireConnection extends ChannelInboundHandlerAdapter {
    private enum State {
        IDLE,
        HEAD,
        BODY,
        DECODED,
        ENDED
    }

    private final WireHost host;
    private final WirePeer peer;

    /** Of the fixed requests that it has sent, by their numbers. */
    private final @Nullable ByteBuf[] views;

    // Where it stands among others; WireLine's.
    @Nullable WireLine line;
    @Nullable WireConnection before;
    @Nullable WireConnection after;

    private @Nullable ChannelHandlerContext context;
    private @Nullable WireDecoder decoder;
    private boolean closed;

    /** Whether it has carried a request before. */
    private boolean reused;

    // The request it carries.
    private @Nullable Arrival arrival;
    private @Nullable WireRequest request;
    private boolean isRepeated;

    // Its answer.
    private State state = State.IDLE;
    private boolean touched;
    private boolean skipping;
    private boolean keepAlive;
    private int status;
    private long bodyLeft;
    private long ended;

    WireConnection(WireHost host, WirePeer peer) {
        this.host = host;
        this.peer = peer;
        this.views = new ByteBuf[peer.requests()];
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    private ChannelHandlerContext context() {
        return requireNonNull(context, "context");
    }

    private Channel channel() {
        return context().channel();
    }

    @Nullable Arrival arrival() {
        return arrival;
    }

    // --- a request --------------------------------------------------------------------------

    /**
     * Sends the next request.
     *
     * @param sent what it is, fixed or filled
     * @param repeats whether it was sent before, to a connection that had ended
     */
    void begin(Arrival next, WireRequest sent, boolean repeats) {
        int number = next.request;
        var fixed = peer.fixed(number);
        arrival = next;
        request = sent;
        isRepeated = repeats;
        state = State.HEAD;
        touched = false;
        status = 0;
        next.connected = peer.now();
        var bytes = fixed == null ? sent.bytes() : view(fixed, number);
        // After this it may have failed already.
        var _ = context().writeAndFlush(bytes, channel().voidPromise());
    }

    private ByteBuf view(WireRequest fixed, int number) {
        var view = views[number];
        if (view == null) {
            view = fixed.view();
            views[number] = view;
        }
        return view.readerIndex(0);
    }

    boolean isHead() {
        return request != null && request.isHead();
    }

    // --- its answer -------------------------------------------------------------------------

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        var in = (ByteBuf) message;
        try {
            read(in);
        } finally {
            in.release();
        }
    }

    private void read(ByteBuf in) {
        touched = true;
        switch (state) {
            case HEAD -> readHead(in);
            case BODY -> readBody(in);
            case DECODED -> decode(in);
            case IDLE -> close();
            case ENDED -> keepAlive = false;
        }
    }

    private void readHead(ByteBuf in) {
        var head = peer.head();
        if (isHead() || !head.read(in)) {
            state = State.DECODED;
            decode(in);
            return;
        }
        answered(head.status(), head.keepsAlive());
        bodyLeft = head.length();
        state = State.BODY;
        if (in.readableBytes() >= bodyLeft) {
            // Nearly always: the clock need not be asked twice.
            end(in, requireNonNull(arrival, "arrival").answered);
        } else {
            bodyLeft -= in.readableBytes();
        }
    }

    private void readBody(ByteBuf in) {
        if (in.readableBytes() >= bodyLeft) {
            end(in, peer.now());
        } else {
            bodyLeft -= in.readableBytes();
        }
    }

    private void end(ByteBuf in, long now) {
        keepAlive &= in.readableBytes() == bodyLeft;
        ended(now);
    }

    private void answered(int code, boolean keeps) {
        requireNonNull(arrival, "arrival").answered = peer.now();
        status = code;
        keepAlive = keeps;
    }

    private void ended(long now) {
        state = State.ENDED;
        ended = now;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext complete) {
        if (state == State.ENDED) {
            finish();
        }
    }

    /** The next request begins before anybody hears of this one. */
    private void finish() {
        long now = ended;
        int code = status;
        var what = requireNonNull(request, "request");
        boolean isClean = decoder == null || decoder.isEmpty();
        var finished = detach();
        if (keepAlive && isClean && isWritten()) {
            reused = true;
            host.release(this);
        } else {
            close();
        }
        if (code >= HttpResponseStatus.BAD_REQUEST.code()) {
            finished.failed(now, Outcomes.status(code), WireFailures.ofStatus(what, code));
        } else {
            finished.succeeded(now);
        }
    }

    /** Whether nothing of the request is left, and there can be another. */
    private boolean isWritten() {
        var left = channel().unsafe().outboundBuffer();
        return left != null && left.isEmpty();
    }

    private Arrival detach() {
        var detached = requireNonNull(arrival, "arrival");
        arrival = null;
        request = null;
        state = State.IDLE;
        host.left(this);
        return detached;
    }

    // --- an answer that is not plain --------------------------------------------------------

    private void decode(ByteBuf in) {
        if (decoder == null) {
            decoder = new WireDecoder(this);
            decoder.install(context());
        }
        // What it keeps must not lie in the buffer of all.
        var copy = context().alloc().buffer(in.readableBytes()).writeBytes(in);
        context().fireChannelRead(copy);
    }

    /** A part of an answer. */
    void decoded(HttpObject part) {
        if (state != State.DECODED) {
            keepAlive = false;
        } else if (part.decoderResult().isFailure()) {
            failNow(
                    WireFailures.PROTOCOL,
                    WireFailures.notHttp(request(), part.decoderResult().cause()));
        } else {
            take(part);
        }
    }

    private void take(HttpObject part) {
        if (part instanceof HttpResponse head) {
            takeHead(head);
        }
        if (part instanceof LastHttpContent && state == State.DECODED) {
            if (!skipping) {
                ended(peer.now());
            }
            skipping = false;
        }
    }

    private void takeHead(HttpResponse head) {
        var code = head.status();
        if (code.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            failNow(WireFailures.PROTOCOL, WireFailures.switched(request()));
            return;
        }
        skipping = code.codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!skipping) {
            answered(code.code(), HttpUtil.isKeepAlive(head));
        }
    }

    private WireRequest request() {
        return requireNonNull(request, "request");
    }

    // --- ending -----------------------------------------------------------------------------

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        if (state == State.DECODED) {
            // It is the decoder that knows whether this is how the answer ends.
            inactive.fireChannelInactive();
        }
        if (state == State.ENDED) {
            finish();
        }
        fail(null);
        close();
    }

    /** The failure of the request; of an idle connection it is nobody's, and just its end. */
    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable reason) {
        fail(reason);
        close();
    }

    /** The connection ended before the answer did; by the server, if there is no reason. */
    private void fail(@Nullable Throwable reason) {
        if (arrival == null) {
            return;
        }
        var what = request();
        boolean inBody = arrival.answered != Arrival.NOT_YET;
        boolean isStale = reused && !touched && !isRepeated;
        boolean isEnd = reason == null || reason instanceof IOException;
        var failed = detach();
        close();
        if (isStale && isEnd && what.mayRepeat()) {
            host.repeat(failed);
            return;
        }
        failed.failed(
                peer.now(),
                WireFailures.ended(inBody, isEnd),
                WireFailures.ofEnd(what, inBody, reason));
    }

    /** Fails what it carries, and ends with it. */
    void failNow(String kind, String message) {
        if (arrival != null) {
            var failed = detach();
            close();
            failed.failed(peer.now(), kind, message);
        }
    }

    /** Closes it; it is no longer one of its host's. */
    void close() {
        if (!closed) {
            closed = true;
            var _ = context().close();
            host.ended(this);
        }
    }
}
