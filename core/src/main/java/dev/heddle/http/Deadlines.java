package dev.heddle.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long an exchange may take, in all and in the phase that it is in. Whichever is over aborts
 * it. Only touched on the loop.
 */
final class Deadlines implements Runnable {
    private final Exchange exchange;
    private final EventLoop loop;
    private final Settings.Timeouts limits;

    /** Of the exchange; null before it begins. */
    private @Nullable Future<?> total;

    /** On the clock of the loop. */
    private long endsAt;

    /** Of the phase, where that has a limit, or of a pause. */
    private @Nullable Future<?> phase;

    Deadlines(Exchange exchange, EventLoop loop, Settings.Timeouts limits) {
        this.exchange = exchange;
        this.loop = loop;
        this.limits = limits;
    }

    /**
     * The time of the exchange begins.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the loop is shut down
     */
    void begin(long now, Duration timeout) {
        long nanos = Settings.nanos(timeout);
        total = loop.schedule(this, nanos, TimeUnit.NANOSECONDS);
        endsAt = now + Math.min(nanos, Long.MAX_VALUE / 2);
    }

    /** What is left of it. */
    long nanosLeft(long now) {
        return endsAt - now;
    }

    // --- phases, each of which ends the one before ------------------------------------------

    /** From now on it waits for a connection; while one is being opened, that has its own limit. */
    void acquiring() {
        endPhase();
        var limit = limits.acquire();
        if (limit != null) {
            phase = after(limit, () -> acquiredTooLate(limit));
        }
    }

    /** From now on it waits for the head of its answer. */
    void responding() {
        endPhase();
        var limit = limits.response();
        if (limit != null) {
            phase = after(limit, () -> exchange.abort(HttpTimeoutException.response(url(), limit)));
        }
    }

    /** From now on it waits for more of the body. */
    void reading() {
        endPhase();
        var limit = limits.read();
        if (limit != null) {
            phase = after(limit, () -> exchange.abort(HttpTimeoutException.read(url(), limit)));
        }
    }

    /** More of the body came, or is wanted; where it is not, the body may stand still. */
    void readingGoesOn() {
        if (limits.read() != null && !exchange.isOver()) {
            if (exchange.wantsMore()) {
                reading();
            } else {
                endPhase();
            }
        }
    }

    /** Nothing happens until a step is taken. */
    void pause(long nanos, Runnable step) {
        endPhase();
        phase = loop.schedule(step, nanos, TimeUnit.NANOSECONDS);
    }

    /** From now on there is only the total limit. */
    void endPhase() {
        if (phase != null) {
            var _ = phase.cancel(false);
            phase = null;
        }
    }

    /** From now on there is no limit. */
    void end() {
        endPhase();
        if (total != null) {
            var _ = total.cancel(false);
        }
    }

    private Future<?> after(Duration limit, Runnable late) {
        return loop.schedule(late, Settings.nanos(limit), TimeUnit.NANOSECONDS);
    }

    private void acquiredTooLate(Duration limit) {
        if (exchange.phase() == HttpTimeoutException.Phase.QUEUED) {
            exchange.abort(HttpTimeoutException.acquire(url(), limit));
        }
    }

    /** The total limit is over. */
    @Override
    public void run() {
        if (!exchange.isOver()) {
            var timeout = exchange.request.timeout;
            exchange.abort(new HttpTimeoutException(url(), exchange.phase(), timeout));
        }
    }

    private String url() {
        return exchange.request.target.url();
    }
}
