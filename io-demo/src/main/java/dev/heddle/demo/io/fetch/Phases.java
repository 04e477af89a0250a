package dev.heddle.demo.io.fetch;

import dev.heddle.http.HttpAttempt;
import dev.heddle.http.HttpObserver;
import dev.heddle.http.HttpRequest;
import dev.heddle.http.HttpTimings;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers of the requests under way how their last attempts went. Only touched on one loop. */
final class Phases implements HttpObserver {
    private final IdentityHashMap<HttpRequest, Flight> flights = new IdentityHashMap<>();

    Flight begin(HttpRequest request) {
        var flight = new Flight();
        flights.put(request, flight);
        return flight;
    }

    void end(HttpRequest request) {
        flights.remove(request);
    }

    @Override
    public void ended(HttpAttempt attempt) {
        var flight = flights.get(attempt.original());
        if (flight != null) {
            flight.attempts = attempt.number();
            flight.timings = attempt.timings();
        }
    }

    /** One request under way. */
    static final class Flight {
        int attempts;
        @Nullable HttpTimings timings;
    }
}
