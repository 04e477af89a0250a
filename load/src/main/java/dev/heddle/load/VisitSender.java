package dev.heddle.load;

import static dev.heddle.Async.timeout;

import dev.heddle.EventLoop;
import dev.heddle.Task;
import dev.heddle.http.HttpSession;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a scenario as a task for each arrival. */
final class VisitSender implements Sender {
    private final EventLoop loop;
    private final RunClock clock;
    private final Traffic.Visits visits;
    private final @Nullable DataTable data;
    private final HttpSession session;
    private final Attempts attempts;
    private final Recording recording;
    private final long timeoutNanos;
    private final Map<Arrival, Task<Void>> underWay = new LinkedHashMap<>();

    VisitSender(
            EventLoop loop,
            RunClock clock,
            Traffic.Visits visits,
            @Nullable DataTable data,
            HttpSession session,
            Attempts attempts,
            Recording recording,
            Duration timeout) {
        this.loop = loop;
        this.clock = clock;
        this.visits = visits;
        this.data = data;
        this.session = session;
        this.attempts = attempts;
        this.recording = recording;
        this.timeoutNanos = timeout.toNanos();
    }

    @Override
    public void send(Arrival arrival) {
        arrival.connected = arrival.begun;
        underWay.put(arrival, loop.spawn(visits.name(), () -> visit(arrival)));
    }

    private void visit(Arrival arrival) {
        var visit = new OneVisit(arrival, session, row(arrival), clock, recording);
        try {
            long left = arrival.intended + timeoutNanos - clock.now();
            timeout(Duration.ofNanos(Math.max(0, left)), () -> visits.scenario().run(visit));
        } catch (Throwable e) { // whatever it is, it is a failure of this visit alone
            fail(arrival, Outcomes.kind(e), Outcomes.message(e));
            return;
        }
        if (underWay.remove(arrival) != null) {
            arrival.succeeded(clock.now());
        }
    }

    private Map<String, String> row(Arrival arrival) {
        return data == null ? Map.of() : data.row(arrival.number);
    }

    private void fail(Arrival arrival, String kind, String message) {
        if (underWay.remove(arrival) != null) {
            arrival.failed(clock.now(), kind, message);
        }
    }

    @Override
    public int underWay() {
        return underWay.size();
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public long opened() {
        return attempts.opened();
    }

    @Override
    public void giveUp(String kind, String message) {
        for (var visit : List.copyOf(underWay.entrySet())) {
            fail(visit.getKey(), kind, message);
            visit.getValue().cancel(message);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
