package dev.heddle.load;

import dev.heddle.Action;
import dev.heddle.http.HttpSession;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;

/** The visit of one arrival. */
final class OneVisit implements Visit {
    private final Arrival arrival;
    private final HttpSession session;
    private final Map<String, String> row;
    private final RunClock clock;
    private final Recording recording;

    OneVisit(
            Arrival arrival,
            HttpSession session,
            Map<String, String> row,
            RunClock clock,
            Recording recording) {
        this.arrival = arrival;
        this.session = session;
        this.row = row;
        this.clock = clock;
        this.recording = recording;
        arrival.parts = new ArrayList<>();
    }

    @Override
    public HttpSession http() {
        return session;
    }

    @Override
    public long number() {
        return arrival.number;
    }

    @Override
    public Map<String, String> row() {
        return row;
    }

    @Override
    public <T> T step(String name, Callable<? extends T> body) throws Exception {
        long begun = clock.now();
        boolean well = false;
        try {
            T result = body.call();
            well = true;
            return result;
        } finally {
            ended(name, well, clock.now() - begun);
        }
    }

    @Override
    public void step(String name, Action body) throws Exception {
        Callable<Boolean> call =
                () -> {
                    body.run();
                    return true;
                };
        step(name, call);
    }

    private void ended(String name, boolean well, long nanos) {
        if (arrival.parts != null) {
            arrival.parts.add(new SlowRequest.Phase(name, nanos / 1e6));
        }
        if (recording.measures(arrival)) {
            recording.step(name, well, nanos);
        }
    }
}
