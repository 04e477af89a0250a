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
 * One request on its way to one answer, and the subscription to it. It waits in the line of its
 * host, gets a connection, and ends once: with an answer, a failure, or cancelled.
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

    final HttpRequest request;
    private final Connections connections;

    // Written by the subscriber's thread.
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean cancelled;

    // Only touched on the loop.
    private @Nullable Future<?> timer;
    private @Nullable Connection connection;
    private boolean over;

    Exchange(HttpRequest request, Connections connections) {
        this.request = request;
        this.connections = connections;
    }

    // --- what the connection and the loop tell it -------------------------------------------

    /** The head of the answer came; never a 1xx. */
    abstract void head(io.netty.handler.codec.http.HttpResponse head);

    /** A part of the body came. The buffer is the caller's. */
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
        try {
            timer = loop().schedule(this::timeOut, nanos(request.timeout), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            fail(Failures.closed(request, "event loop", e));
            return;
        }
        connections.serve(this);
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException _) {
            // Longer than 292 years.
            return Long.MAX_VALUE;
        }
    }

    /** It has a connection. */
    final void connected(Connection given) {
        connection = given;
    }

    final boolean isOver() {
        return over;
    }

    /** The answer is complete, and the connection free for others. */
    final void complete() {
        if (end() && !cancelled) {
            try {
                deliverAnswer();
            } catch (Throwable e) {
                logThrown(e);
            }
        }
    }

    /** Ends it without an answer. Who calls this has taken care of the connection. */
    final void fail(HttpException failure) {
        if (end() && !cancelled) {
            try {
                deliver(failure);
            } catch (Throwable e) {
                logThrown(e);
            }
        }
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
        if (timer != null && loop().inEventLoop()) {
            var _ = timer.cancel(false);
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

    private void timeOut() {
        if (!over) {
            var phase = phase();
            abort(new HttpTimeoutException(request.target.url(), phase, request.timeout));
        }
    }

    private Phase phase() {
        if (connection == null) {
            return connections.isConnecting(this) ? Phase.CONNECTING : Phase.QUEUED;
        }
        return hasHead() ? Phase.READING : Phase.WAITING;
    }

    /** Asks for more of the body, which is read on demand. */
    final void read() {
        if (connection != null) {
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
