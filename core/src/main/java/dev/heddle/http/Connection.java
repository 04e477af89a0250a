package dev.heddle.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * An open connection, which carries one exchange at a time: never a second request before the first
 * answer has ended. It is free for the next only once all that came with the end of an answer has
 * been decoded, so that bytes nobody asked for close it instead of answering the next request.
 *
 * <p>Only touched on the thread of the loop.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Pooled {
    final Host host;
    private final Connections connections;
    private final Channel channel;
    private final ConnectTimings opening;

    /** Whose stream this is, in HTTP/2. A stream carries one exchange and ends. */
    private final @Nullable Http2Connection parent;

    /** Null while idle. */
    private @Nullable Exchange exchange;

    private @Nullable BodyUpload upload;
    private boolean hasHead;
    private boolean hasEnd;

    /** Whether the bytes of a 1xx answer are passing. */
    private boolean skipping;

    /** Whether bytes came since the exchange began. */
    private boolean touched;

    /** Whether it has carried an exchange before. */
    private boolean reused;

    /** Whether the server will not look at what was sent. */
    private boolean refused;

    private long restsSince;
    private long restsUntil;
    private long keepNanos;

    private boolean mayKeepAlive;
    private boolean keepAlive;
    private boolean readsOnDemand;

    Connection(Connections connections, Host host, Channel channel, ConnectTimings opening) {
        this(connections, host, channel, opening, null);
    }

    Connection(
            Connections connections,
            Host host,
            Channel channel,
            ConnectTimings opening,
            @Nullable Http2Connection parent) {
        this.connections = connections;
        this.host = host;
        this.channel = channel;
        this.opening = opening;
        this.parent = parent;
    }

    @Override
    public Host host() {
        return host;
    }

    /** Takes the channel over from whoever opened it. */
    void install() {
        channel.pipeline().addLast(new Codec(this), this);
    }

    // --- sending ----------------------------------------------------------------------------

    /** Begins an exchange; the connection must be free. */
    void run(Exchange next) {
        exchange = next;
        hasHead = false;
        hasEnd = false;
        keepAlive = true;
        touched = false;
        next.connected(this, reused ? ConnectTimings.NONE : opening);
        try {
            send(next);
        } catch (Throwable e) {
            // Such as a body that throws when it is subscribed to.
            next.abort(Failures.ofUpload(next.request, e));
        }
    }

    private void send(Exchange next) {
        var request = RequestEncoder.encode(next.request, host, connections.settings().observer());
        mayKeepAlive = parent == null && host.keepsAlive(request);
        if (next.request.body instanceof RequestBody.Streamed(var parts)) {
            upload = new BodyUpload(this, next, channel, HttpUtil.getContentLength(request, -1L));
            var _ = channel.writeAndFlush(request, channel.voidPromise());
            upload.start(parts, connections.settings().loop().scheduler());
        } else {
            var _ = channel.writeAndFlush(request, channel.voidPromise());
            next.sent();
        }
    }

    /** The streamed body of the request could not be sent. */
    void uploadFailed(Exchange sender, HttpException failure) {
        if (exchange == sender) {
            sender.abort(failure);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (upload != null) {
            upload.writabilityChanged();
        }
    }

    // --- receiving --------------------------------------------------------------------------

    /** Whether there is an answer to come, or more of it. */
    boolean expectsBytes() {
        return exchange != null && !hasEnd;
    }

    /** Part of an answer came, and be it half a head. */
    void touch() {
        touched = true;
    }

    /** Whether what is to come answers a HEAD request. */
    boolean isHead() {
        return exchange != null && exchange.request.method.equals(HttpMethod.HEAD);
    }

    /** Bytes came that nobody asked for, so nobody can tell what they answer. */
    void unasked() {
        keepAlive = false;
        if (exchange == null) {
            close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            var current = exchange;
            if (current == null || hasEnd) {
                unasked();
                return;
            }
            receive(current, (HttpObject) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void receive(Exchange current, HttpObject message) {
        var decoded = message.decoderResult();
        if (decoded.isFailure()) {
            current.abort(Failures.notHttp(current.request, decoded.cause()));
            return;
        }
        if (message instanceof HttpResponse response) {
            receiveHead(current, response);
        }
        if (message instanceof HttpContent content) {
            receiveContent(current, content);
        }
    }

    private void receiveHead(Exchange current, HttpResponse response) {
        var status = response.status();
        if (status.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            current.abort(Failures.switchedProtocols(current.request));
            return;
        }
        var forwarder = host.forwarder;
        if (forwarder != null
                && status.code() == HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED.code()) {
            current.abort(Failures.ofForwarder(current.request, forwarder));
            return;
        }
        skipping = status.codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!skipping) {
            hasHead = true;
            keepAlive = mayKeepAlive && HttpUtil.isKeepAlive(response);
            keepNanos =
                    KeepAlive.nanos(response.headers(), connections.settings().timeouts().idle());
            current.received(response);
        }
    }

    private void receiveContent(Exchange current, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (skipping) {
            skipping = !last;
            return;
        }
        ByteBuf bytes = content.content();
        if (bytes.isReadable() && exchange == current) {
            current.part(bytes);
        }
        if (last && exchange == current) {
            current.partsEnd();
        }
        if (last && exchange == current) {
            hasEnd = true;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (hasEnd) {
            finish();
        }
    }

    /** The next request may begin before the subscriber of this answer hears of it. */
    private void finish() {
        var finished = detach();
        if (finished == null) {
            return;
        }
        if (keepAlive && channel.isActive()) {
            readAlways();
            reused = true;
            connections.release(this);
        } else {
            close();
        }
        finished.complete();
    }

    private @Nullable Exchange detach() {
        var current = exchange;
        exchange = null;
        hasEnd = false;
        skipping = false;
        if (upload != null) {
            if (!upload.isComplete()) {
                keepAlive = false;
            }
            upload.cancel();
            upload = null;
        }
        return current;
    }

    // --- ending -----------------------------------------------------------------------------

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (hasEnd) {
            finish();
        }
        failExchange(null);
        ended();
    }

    /** How HTTP/2 tells that a stream ends before its time. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset && !hasEnd) {
            refused = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
            failExchange(new Http2StreamReset(reset.errorCode()));
        }
        context.fireUserEventTriggered(event);
    }

    /** The failure of the exchange; of an idle connection it is nobody's, and just its end. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reason) {
        failExchange(reason);
        close();
    }

    /** Ends with its exchange, if it has one; no reason if the server closed it. */
    void failExchange(@Nullable Throwable reason) {
        boolean inBody = hasHead;
        boolean stale = reused && !touched;
        boolean unprocessed = refused || (parent != null && parent.isUnprocessed(channel));
        var current = detach();
        if (current != null) {
            close();
            var failure = failure(current, inBody, reason);
            if ((stale || unprocessed) && failure.kind() == HttpException.Kind.DISCONNECTED) {
                current.stale(failure, unprocessed);
            } else {
                current.fail(failure);
            }
        }
    }

    private HttpException failure(Exchange failed, boolean inBody, @Nullable Throwable reason) {
        return connections.loop().isShuttingDown()
                ? Failures.closed(failed.request, "event loop", reason)
                : Failures.ofExchange(failed.request, inBody, reason);
    }

    /** The exchange has ended without an answer; the connection ends with it. */
    void abandon() {
        detach();
        close();
    }

    @Override
    public void shutDown(String what) {
        var current = detach();
        close();
        if (current != null) {
            current.fail(Failures.closed(current.request, what, null));
        }
    }

    /** Over TLS that takes a moment. */
    @Override
    public void close() {
        var _ = channel.close();
        if (!channel.isOpen()) {
            ended();
        }
    }

    private void ended() {
        if (parent == null) {
            connections.ended(this);
        } else {
            parent.ended(this);
        }
    }

    // --- resting ----------------------------------------------------------------------------

    @Override
    public void rests(long now) {
        restsSince = now;
        restsUntil = now + keepNanos;
    }

    @Override
    public boolean isWorn(long now) {
        return now - restsUntil >= 0;
    }

    /** Whether no server will have closed it yet. */
    boolean isWarm(long now) {
        return KeepAlive.isWarm(now - restsSince);
    }

    // --- streamed answers -------------------------------------------------------------------

    /** From now on nothing is read unless {@link #read} asks for it. */
    void readOnDemand() {
        readsOnDemand = true;
        channel.config().setAutoRead(false);
    }

    void read() {
        channel.read();
    }

    /** Back to reading whatever comes: an idle connection must see its end. */
    private void readAlways() {
        if (readsOnDemand) {
            readsOnDemand = false;
            channel.config().setAutoRead(true);
        }
    }
}
