package dev.heddle.http;

/** When an attempt came to its phases, on the clock of the loop. Only touched on the loop. */
final class Stopwatch {
    /** Not come to that yet. */
    private static final long NOT_YET = Long.MIN_VALUE;

    private long begun = NOT_YET;
    private long sent = NOT_YET;
    private long answered = NOT_YET;
    private ConnectTimings opening = ConnectTimings.NONE;

    void begin(long now) {
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

    void answered(long now) {
        answered = now;
    }

    /** How long the server has taken to answer; negative if it has not. */
    long firstByteNanos() {
        return answered == NOT_YET ? -1 : answered - sent;
    }

    HttpTimings at(long now) {
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
}
