package dev.heddle.http;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempt that an exchange is at: which one it is, what has come of it, and when it came to its
 * phases, on the clock of the loop. Only touched on the loop.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSession.class);

    /** Not come to that yet. */
    private static final long NOT_YET = Long.MIN_VALUE;

    private int number;
    private int status;
    private boolean underWay;
    private long begun = NOT_YET;
    private long sent = NOT_YET;
    private long answered = NOT_YET;
    private ConnectTimings opening = ConnectTimings.NONE;

    /** The next one begins. */
    void begin(long now) {
        number++;
        underWay = true;
        status = 0;
        begun = now;
        sent = NOT_YET;
        answered = NOT_YET;
        opening = ConnectTimings.NONE;
    }

    /** It has a connection, which took so long to open, or was there already. */
    void sent(long now, ConnectTimings timings) {
        sent = now;
        opening = timings;
    }

    /** The head of its answer came. */
    void answered(long now, int code) {
        answered = now;
        status = code;
    }

    /** The status of its answer; 0 without one. */
    int status() {
        return status;
    }

    /** How long the server has taken to answer; negative if it has not. */
    long firstByteNanos() {
        return answered == NOT_YET ? -1 : answered - sent;
    }

    /** It has ended; false if it had before, or none has begun. */
    boolean end() {
        boolean ends = underWay;
        underWay = false;
        return ends;
    }

    HttpTimings timings(long now) {
        long waited = (sent == NOT_YET ? now : sent) - begun;
        long first = sent == NOT_YET ? 0 : (answered == NOT_YET ? now : answered) - sent;
        return new HttpTimings(
                Math.max(0, waited - opening.total()),
                opening.dns(),
                opening.connect(),
                opening.tls(),
                first,
                answered == NOT_YET ? 0 : now - answered);
    }

    /** Tells an observer how it went. */
    void report(
            HttpObserver observer,
            HttpRequest original,
            HttpRequest request,
            @Nullable HttpException failure,
            long now) {
        try {
            observer.ended(
                    new HttpAttempt(original, request, number, status, failure, timings(now)));
        } catch (Throwable e) {
            LOG.error("the observer of an HTTP session threw", e);
        }
    }
}
