package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.fetch.Phases.Flight;
import java.util.ArrayList;
import java.util.List;

/** The few requests that took longest. Only touched by the tasks of one loop. */
final class Slowest {
    private static final int MOST = 5;

    private final List<Slow> slowest = new ArrayList<>(MOST + 1);

    void add(Request request, long nanos, Flight flight) {
        if (slowest.size() == MOST && slowest.getLast().nanos() >= nanos) {
            return;
        }
        int at = slowest.size();
        while (at > 0 && slowest.get(at - 1).nanos() < nanos) {
            at--;
        }
        slowest.add(at, new Slow(request.url(), nanos, flight));
        if (slowest.size() > MOST) {
            slowest.removeLast();
        }
    }

    /** The slowest first. */
    List<Slow> list() {
        return List.copyOf(slowest);
    }

    /** One of them, whether it failed or not. */
    record Slow(String url, long nanos, Flight flight) {}
}
