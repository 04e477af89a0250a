package dev.heddle.http;

import dev.heddle.http.HttpTimeoutException.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Operators;

/**
 * One request on its way to one answer, and the subscription to it. An attempt waits in the line of
 * its host, gets a connection, and ends; a retry or a redirect begins the next. The exchange ends
 * once: with an answer, a failure, or cancelled.
 *
 * <p>{@link #request} and {@link #cancel} may be called from any thread; everything else is called
 * on the thread of the loop.
 *
 * <p>What a subscriber throws (fatal errors, which Reactor lets through, and hooks that throw) is
 * its own affair: it gets it as its failure where it can, the log gets it, and the connection and
 * those in line notice nothing.
 */
abstract class Exchange implements Subscription, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSession.class);

    /** After this much of a body that nobody wants, a new connection is cheaper than the rest. */
    private static final int MAX_DRAINED = 64 << 10;

    /** What is sent: another one after a redirect. Written on the loop. */
    HttpRequest request;

    private final Connections connections;

    // Written by the subscriber's thread.
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean cancelled;

    // Only touched on the loop.
    private final Stopwatch stopwatch = new Stopwatch();
    private @Nullable Future<?> timer;
    private long deadline;

    /** Of the phase the attempt is in, where that has a limit, or of the pause before it. */
    private @Nullable Future<?> phaseTimer;

    private @Nullable Connection connection;
    private @Nullable Admission<?> admission;
    private @Nullable Journey journey;

    /** What comes after the answer that is being read, instead of its delivery. */
    private @Nullable Step next;

    private int attempts;
    private int status;
    private int drained;

    /** Whether a streamed body has been subscribed to, which happens only once. */
    private boolean streamed;

    private boolean pausing;
    private boolean over;

    Exchange(HttpRequest request, Connections connections) {
        this.request = request;
        this.connections = connections;
    }

    // --- what the connection and the loop tell it -------------------------------------------

    /** The head of the answer to be delivered came; never a 1xx. */
    abstract void head(io.netty.handler.codec.http.HttpResponse head);

    /** A part of its body came. The buffer is the caller's. */
    abstract void content(ByteBuf part);

    /** The body is complete, as far as HTTP tells; nothing is done with the connection yet. */
    void contentEnds() {}

    /** It is over, whichever way. */
    void ended() {}

    /** The answer is complete: tells the subscriber. May throw what the subscriber throws. */
    abstract void deliverAnswer();

    /**
     * Tells the subscriber; called at most once, and not after cancellation. May throw what the
     * subscriber throws.
     */
    abstract void deliver(HttpException failure);

    /** Whether the head was there already. */
    abstract boolean hasHead();

    /** Forgets what came of the answer; false if part of it has been handed over. */
    abstract boolean startOver();

    // --- on any thread ----------------------------------------------------------------------

    @Override
    public final void request(long n) {
        if (Operators.validate(n) && begun.compareAndSet(false, true)) {
            onLoop(this);
        }
    }

    @Override
    public final void cancel() {
        cancelled = true;
        onLoop(this::cancelHere);
    }

    /** Runs a step on the loop: at once where this is the loop. */
    final void onLoop(Runnable step) {
        if (loop().inEventLoop()) {
            step.run();
        } else {
            onLoopLater(step);
        }
    }

    /** Runs a step on the loop, after what the loop is doing now. */
    final void onLoopLater(Runnable step) {
        try {
            loop().execute(step);
        } catch (RejectedExecutionException _) {
            // It is shut down: see below.
        }
        if (loop().isShutdown()) {
            // Netty's loop drops what it is given too late, without a word. Once it has ended,
            // nobody
            // else touches this.
            loop().terminationFuture()
                    .addListener(_ -> fail(Failures.closed(request, "event loop", null)));
        }
    }

    final EventLoop loop() {
        return connections.loop();
    }

    // --- on the loop ------------------------------------------------------------------------

    /** Begins. */
    @Override
    public final void run() {
        if (cancelled) {
            return;
        }
        long timeout = nanos(request.timeout);
        try {
            timer = loop().schedule(this::timeOut, timeout, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            fail(Failures.closed(request, "event loop", e));
            return;
        }
        long now = connections.now();
        deadline = now + Math.min(timeout, Long.MAX_VALUE / 2);
        connections.began();
        begin(now);
    }

    private void begin(long now) {
        resume();
        attempts++;
        status = 0;
        stopwatch.begin(now);
        limitPhase(timeouts().acquire(), this::acquireTimeOut);
        connections.serve(this, now);
    }

    private Settings.Timeouts timeouts() {
        return connections.settings().timeouts();
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException _) {
            // Longer than 292 years.
            return Long.MAX_VALUE;
        }
    }

    final boolean isOver() {
        return over;
    }

    /** Its host lets it begin, and wants to hear of its end. */
    final void admitted(@Nullable Admission<?> by) {
        admission = by;
    }

    /** It has a connection. */
    final void connected(Connection given, ConnectTimings timings) {
        connection = given;
        streamed |= request.body instanceof RequestBody.Streamed;
        stopwatch.sent(connections.now(), timings);
        limitPhase(null, null);
    }

    /** The request is sent to its end. */
    final void sent() {
        if (!hasHead() && !over) {
            limitPhase(timeouts().response(), this::responseTimeOut);
        }
    }

    /** The head of an answer came; never a 1xx. */
    final void received(io.netty.handler.codec.http.HttpResponse answer) {
        stopwatch.answered(connections.now());
        var cookies = request.session.cookies;
        if (cookies != null) {
            cookies.received(request.target, answer.headers());
        }
        limitPhase(timeouts().read(), this::readTimeOut);
        status = answer.status().code();
        try {
            next = status < 300 ? null : stepAfter(answer);
        } catch (HttpException e) {
            abort(e);
            return;
        }
        if (next == null) {
            head(answer);
        }
    }

    private @Nullable Step stepAfter(io.netty.handler.codec.http.HttpResponse answer) {
        var step = journey().afterRedirect(request, status, answer.headers(), !streamed);
        return step == null && !streamed
                ? journey().afterStatus(request, status, answer.headers(), nanosLeft())
                : step;
    }

    /** A part of a body came. The buffer is the caller's. */
    final void part(ByteBuf bytes) {
        if (next == null) {
            content(bytes);
            renewReadLimit();
            return;
        }
        drained += bytes.readableBytes();
        if (drained > MAX_DRAINED) {
            var step = next;
            abandon();
            attemptEnded(null);
            take(step);
        }
    }

    /** The body is complete, and its end about to be told. */
    final void partsEnd() {
        if (next == null) {
            contentEnds();
        }
    }

    /** The answer is complete, and the connection free for others. */
    final void complete() {
        if (over) {
            return;
        }
        attemptEnded(null);
        if (next != null) {
            take(next);
        } else if (end() && !cancelled) {
            try {
                deliverAnswer();
            } catch (Throwable e) {
                logThrown(e);
            }
        }
    }

    /**
     * The attempt has ended without an answer: another one follows, or the exchange has ended. Who
     * calls this has taken care of the connection.
     */
    final void fail(HttpException failure) {
        if (over) {
            return;
        }
        attemptEnded(failure);
        var step = stepAfter(failure);
        if (step != null) {
            take(step);
        } else if (end() && !cancelled) {
            try {
                deliver(failure);
            } catch (Throwable e) {
                logThrown(e);
            }
        }
    }

    private @Nullable Step stepAfter(HttpException failure) {
        return connections.settings().retries().most > 0 && !streamed && startOver()
                ? journey().afterFailure(request, failure, nanosLeft())
                : null;
    }

    /**
     * The server had closed the connection before it saw the request. The next attempt is no retry:
     * nothing is wrong with the server, and the connection served others before. But a server in
     * trouble resets connections too, which looks the same: so it leaves less for retries.
     *
     * @param certainly whether the server says so itself, so that any method may be sent again
     */
    final void stale(HttpException failure, boolean certainly) {
        if (!over && !streamed && (certainly || request.isIdempotent())) {
            attemptEnded(failure);
            if (!certainly) {
                connections.retryBudget().spend();
            }
            take(new Step(request, 0));
        } else {
            fail(failure);
        }
    }

    private void take(Step step) {
        next = null;
        drained = 0;
        connection = null;
        request = step.request();
        if (cancelled) {
            end();
        } else if (step.pauseNanos() == 0) {
            begin(connections.now());
        } else {
            pausing = true;
            connections.pauses(this);
            phaseTimer =
                    loop().schedule(
                                    () -> begin(connections.now()),
                                    step.pauseNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    /** Whether it can be sent again should its connection turn out to be closed. */
    final boolean mayBeRepeated() {
        return !(request.body instanceof RequestBody.Streamed) && request.isIdempotent();
    }

    private void resume() {
        if (pausing) {
            pausing = false;
            connections.pausesNoMore(this);
        }
    }

    private Journey journey() {
        if (journey == null) {
            journey = new Journey(connections.settings(), connections.retryBudget());
        }
        return journey;
    }

    private long nanosLeft() {
        return deadline - connections.now();
    }

    private void attemptEnded(@Nullable HttpException failure) {
        limitPhase(null, null);
        leave();
        connections.report(request, attempts, status, failure, stopwatch);
    }

    /** Makes room for others of its host. */
    private void leave() {
        if (admission != null) {
            var left = admission;
            admission = null;
            left.left(status, stopwatch.firstByteNanos());
        }
    }

    final HttpTimings timings() {
        return stopwatch.at(connections.now());
    }

    /** A subscriber has thrown what it was given, and gets that as its failure. */
    final void thrownBy(Subscriber<?> subscriber, Throwable thrown) {
        try {
            subscriber.onError(thrown);
        } catch (Throwable again) {
            if (again != thrown) {
                thrown.addSuppressed(again);
            }
        }
        logThrown(thrown);
    }

    final void logThrown(Throwable thrown) {
        LOG.error("a subscriber to {} threw, which subscribers must not", request, thrown);
    }

    /** Marks it as ended; true the first time. */
    final boolean end() {
        if (over) {
            return false;
        }
        over = true;
        connection = null;
        if (loop().inEventLoop()) {
            limitPhase(null, null);
            leave();
            resume();
            if (timer != null) {
                var _ = timer.cancel(false);
            }
        }
        ended();
        return true;
    }

    final boolean isCancelled() {
        return cancelled;
    }

    private void cancelHere() {
        if (!over) {
            stop();
        }
    }

    /** Ends it without a word, and takes the connection with it. */
    final void stop() {
        abandon();
        end();
    }

    /** Ends it with a failure and takes the connection with it. */
    final void abort(HttpException failure) {
        if (!over) {
            abandon();
            fail(failure);
        }
    }

    // --- deadlines --------------------------------------------------------------------------

    /** From now on another phase counts, or none. */
    private void limitPhase(@Nullable Duration limit, @Nullable Runnable late) {
        if (phaseTimer != null) {
            var _ = phaseTimer.cancel(false);
            phaseTimer = null;
        }
        if (limit != null && late != null) {
            phaseTimer = loop().schedule(late, nanos(limit), TimeUnit.NANOSECONDS);
        }
    }

    private void timeOut() {
        if (!over) {
            var phase = phase();
            abort(new HttpTimeoutException(request.target.url(), phase, request.timeout));
        }
    }

    private void acquireTimeOut() {
        var limit = timeouts().acquire();
        if (!over && limit != null && phase() == Phase.QUEUED) {
            abort(HttpTimeoutException.acquire(request.target.url(), limit));
        }
    }

    private void responseTimeOut() {
        var limit = timeouts().response();
        if (!over && limit != null) {
            abort(HttpTimeoutException.response(request.target.url(), limit));
        }
    }

    private void readTimeOut() {
        var limit = timeouts().read();
        if (!over && limit != null) {
            abort(HttpTimeoutException.read(request.target.url(), limit));
        }
    }

    /** A body that nobody reads may stand still. */
    private void renewReadLimit() {
        if (timeouts().read() != null && !over) {
            limitPhase(wantsMore() ? timeouts().read() : null, this::readTimeOut);
        }
    }

    /** Whether the next part of the body is wanted by now. */
    abstract boolean wantsMore();

    private Phase phase() {
        if (pausing) {
            return Phase.PAUSING;
        }
        if (connection == null) {
            return connections.isConnecting(this) ? Phase.CONNECTING : Phase.QUEUED;
        }
        return hasHead() ? Phase.READING : Phase.WAITING;
    }

    /** Asks for more of the body, which is read on demand. */
    final void read() {
        if (connection != null) {
            renewReadLimit();
            connection.read();
        }
    }

    final void readOnDemand() {
        if (connection != null) {
            connection.readOnDemand();
        }
    }

    private void abandon() {
        var used = connection;
        if (used == null) {
            connections.forget(this);
        } else {
            used.abandon();
        }
    }
}
