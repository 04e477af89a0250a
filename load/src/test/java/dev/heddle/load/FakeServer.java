package dev.heddle.load;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/** A service on the clock of a loop that answers each request at the time it is told to. */
final class FakeServer implements Sender {
    static final long NEVER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final RunClock clock;

    /** From when a request came to when it is answered, since the zero of the clock. */
    private final LongUnaryOperator answeredAt;

    private final Set<Arrival> underWay = new LinkedHashSet<>();
    final List<Long> came = new ArrayList<>();

    FakeServer(EventLoop loop, RunClock clock, LongUnaryOperator answeredAt) {
        this.loop = loop;
        this.clock = clock;
        this.answeredAt = answeredAt;
    }

    @Override
    public void send(Arrival arrival) {
        long now = clock.now();
        came.add(now - clock.zero());
        arrival.connected = now;
        underWay.add(arrival);
        long at = answeredAt.applyAsLong(now - clock.zero());
        if (at != NEVER) {
            long nanos = clock.zero() + at - now;
            var _ = loop.schedule(() -> answer(arrival), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void answer(Arrival arrival) {
        if (underWay.remove(arrival)) {
            arrival.answered = clock.now();
            arrival.succeeded(clock.now());
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
        return 1;
    }

    @Override
    public void giveUp(String kind, String message) {
        for (var arrival : List.copyOf(underWay)) {
            underWay.remove(arrival);
            arrival.failed(clock.now(), kind, message);
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
