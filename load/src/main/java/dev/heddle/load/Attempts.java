package dev.heddle.load;

import dev.heddle.http.HttpAttempt;
import dev.heddle.http.HttpObserver;
import dev.heddle.http.HttpRequest;
import java.util.IdentityHashMap;

/**
 * Sees what a session does with its connections: how many it opens, how long requests wait for one,
 * and which requests reached one though no answer came. Only touched on its loop.
 */
final class Attempts implements HttpObserver {
    private final RunClock clock;
    private final Recording recording;

    /** Those of requests that are arrivals; the requests of visits are not. */
    private final IdentityHashMap<HttpRequest, Arrival> arrivals = new IdentityHashMap<>();

    private long opened;

    Attempts(RunClock clock, Recording recording) {
        this.clock = clock;
        this.recording = recording;
    }

    void begins(HttpRequest request, Arrival arrival) {
        arrivals.put(request, arrival);
    }

    void ends(HttpRequest request) {
        arrivals.remove(request);
    }

    @Override
    public void ended(HttpAttempt attempt) {
        var timings = attempt.timings();
        if (!timings.connect().isZero()) {
            opened++;
        }
        long queue = timings.queue().toNanos();
        var arrival = arrivals.get(attempt.original());
        if (arrival == null) {
            recording.waited(clock.now(), queue);
        } else if (attempt.status() > 0 || !timings.firstByte().isZero()) {
            long body = timings.body().toNanos();
            long answered = clock.now() - body;
            arrival.answered = attempt.status() > 0 ? answered : Arrival.NOT_YET;
            arrival.connected = answered - timings.firstByte().toNanos();
            arrival.crowded = queue > 0;
        }
    }

    long opened() {
        return opened;
    }
}
