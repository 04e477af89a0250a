package dev.heddle.load;

import dev.heddle.http.HttpAttempt;
import dev.heddle.http.HttpObserver;

/** Counts the connections that a session opens. Only touched on its loop. */
final class ConnectionCount implements HttpObserver {
    private long opened;

    @Override
    public void ended(HttpAttempt attempt) {
        if (!attempt.timings().connect().isZero()) {
            opened++;
        }
    }

    long opened() {
        return opened;
    }
}
