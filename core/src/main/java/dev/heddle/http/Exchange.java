package dev.heddle.http;

import dev.heddle.http.HttpTimeoutException.Phase;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to one answer. An attempt waits in the line of its host, gets a
 * connection, and ends; a retry or a redirect begins the next. The exchange ends once: with an
 * answer, a failure, or cancelled. Only touched on the loop.
 */
abstract class Exchange extends LoopSubscription {
    /** So often a server may refuse to look at it: some refuse everything. */
    private static final int MOST_REFUSALS = 5;

    /** After this much of a body that nobody wants, a new connection is cheaper than the rest. */
    private static final int MAX_DRAINED = 64 << 10;

    /** What is sent: another one after a redirect. */
    HttpRequest request;

    /** What was subscribed to. */
    private final HttpRequest original;

    private final Connections connections;
    private final Deadlines deadlines;
    private final Attempt attempt = new Attempt();

    private @Nullable Connection connection;
    private @Nullable Admission<?> admission;
    private @Nullable Journey journey;

    /** What comes after the answer that is being read, instead of its delivery. */
    private @Nullable Step next;

    private int drained;
    private int refusals;

    /** Whether a streamed body has been subscribed to, which happens only once. */
    private boolean streamed;

    private boolean pausing;
    private boolean over;

    Exchange(HttpRequest request, Connections connections) {
        super(connections.loop());
        this.request = request;
        this.original = request;
        this.connections = connections;
        this.deadlines = new Deadlines(this, loop(), connections.settings().timeouts());
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

    /** Whether the next part of the body is wanted by now. */
    abstract boolean wantsMore();

    // --- its attempts -----------------------------------------------------------------------

    @Override
    final void begin() {
        long now = connections.now();
        try {
            deadlines.begin(now, request.timeout);
        } catch (RejectedExecutionException e) {
            fail(Failures.closed(request, "event loop", e));
            return;
        }
        connections.retryBudget().request();
        beginAttempt(now);
    }

    private void beginAttempt(long now) {
        endPause();
        attempt.begin(now);
        deadlines.acquiring();
        connections.serve(this, now);
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
        attempt.sent(connections.now(), timings);
        deadlines.endPhase();
    }

    /** The request is sent to its end. */
    final void sent() {
        if (!hasHead() && !over) {
            deadlines.responding();
        }
    }

    /** The head of an answer came; never a 1xx. */
    final void received(io.netty.handler.codec.http.HttpResponse answer) {
        attempt.answered(connections.now(), answer.status().code());
        var cookies = request.session.cookies;
        if (cookies != null) {
            cookies.received(request.target, answer.headers());
        }
        deadlines.reading();
        try {
            next = attempt.status() < 300 ? null : stepAfter(answer);
        } catch (HttpException e) {
            abort(e);
            return;
        }
        if (next == null) {
            head(answer);
        }
    }

    private @Nullable Step stepAfter(io.netty.handler.codec.http.HttpResponse answer) {
        return journey()
                .afterAnswer(request, attempt.status(), answer.headers(), !streamed, nanosLeft());
    }

    /** A part of a body came. The buffer is the caller's. */
    final void part(ByteBuf bytes) {
        if (next == null) {
            content(bytes);
            deadlines.readingGoesOn();
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
        } else if (end() && !isCancelled()) {
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
        // Of an answer that is not delivered, the head is all that counts.
        boolean isDecided = next != null && failure.kind() == HttpException.Kind.BODY_CUT_SHORT;
        var step = isDecided ? next : stepAfter(failure);
        if (step != null) {
            take(step);
        } else if (end() && !isCancelled()) {
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
     * @param certainly whether the server says so itself, so that any method may be sent again, but
     *     not for ever
     */
    final void stale(HttpException failure, boolean certainly) {
        boolean again = certainly ? ++refusals <= MOST_REFUSALS : request.isIdempotent();
        if (!over && !streamed && again) {
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
        request = step.request();
        if (isCancelled()) {
            end();
        } else if (step.pauseNanos() == 0) {
            beginAttempt(connections.now());
        } else {
            pausing = true;
            connections.pauses(this);
            deadlines.pause(step.pauseNanos(), () -> beginAttempt(connections.now()));
        }
    }

    /** Whether it can be sent again should its connection turn out to be closed. */
    final boolean mayBeRepeated() {
        return !(request.body instanceof RequestBody.Streamed) && request.isIdempotent();
    }

    private void endPause() {
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
        return deadlines.nanosLeft(connections.now());
    }

    /** Also called where none is under way: between two of them, and before the first. */
    private void attemptEnded(@Nullable HttpException failure) {
        // It may be another's by now, and who hears of the end below may cancel this one.
        connection = null;
        deadlines.endPhase();
        leave();
        var observer = connections.settings().observer();
        if (attempt.end() && observer != null) {
            attempt.report(observer, original, request, failure, connections.now());
        }
    }

    /** Makes room for others of its host. */
    private void leave() {
        if (admission != null) {
            var left = admission;
            admission = null;
            left.left(attempt.status(), attempt.firstByteNanos());
        }
    }

    final HttpTimings timings() {
        return attempt.timings(connections.now());
    }

    /** Marks it as ended; true the first time. */
    final boolean end() {
        if (over) {
            return false;
        }
        over = true;
        connection = null;
        if (loop().inEventLoop()) {
            attemptEnded(null);
            deadlines.end();
            endPause();
        }
        ended();
        return true;
    }

    @Override
    final void cancelHere() {
        if (!over) {
            stop();
        }
    }

    @Override
    final void loopEnded() {
        fail(Failures.closed(request, "event loop", null));
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

    // --- its connection and where it is with it ---------------------------------------------

    /** Where it is on its way. */
    final Phase phase() {
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
            deadlines.readingGoesOn();
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

    @Override
    public String toString() {
        return request.toString();
    }
}
