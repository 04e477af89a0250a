package dev.heddle.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One arrival on its way: when it was to start, and when it came to what. Times are in nanoseconds
 * on the clock of its loop; only touched there.
 */
final class Arrival {
    /** Not come to that yet. */
    static final long NOT_YET = Long.MIN_VALUE;

    final long intended;

    /** Which request of several; 0 for a scenario. */
    final int request;

    /** Which arrival, over all loops. */
    final long number;

    private final Recorder recorder;

    /** When the generator came to it. */
    long begun = NOT_YET;

    /** When it had a connection and was written. */
    long connected = NOT_YET;

    /** When the head of its answer came. */
    long answered = NOT_YET;

    /** All connections to its host were in use when it came. */
    boolean crowded;

    /** The parts of a visit; null for a request. */
    @Nullable List<SlowRequest.Phase> parts;

    Arrival(long intended, int request, long number, Recorder recorder) {
        this.intended = intended;
        this.request = request;
        this.number = number;
        this.recorder = recorder;
    }

    /** It was answered as it should be. */
    void succeeded(long now) {
        recorder.succeeded(this, now);
    }

    /**
     * It was not.
     *
     * @param kind what is counted, such as {@code connect} or {@code status 503}
     * @param message one sentence for a person
     */
    void failed(long now, String kind, String message) {
        recorder.failed(this, now, kind, message);
    }

    /** What its time went into, as far as it came. */
    List<SlowRequest.Phase> phases(long now) {
        var phases = new ArrayList<SlowRequest.Phase>();
        add(phases, "late", intended, begun, now);
        if (parts == null) {
            add(phases, "connection", begun, connected, now);
            add(phases, "first byte", connected, answered, now);
            add(phases, "body", answered, now, now);
        } else {
            phases.addAll(parts);
            double known = phases.stream().mapToDouble(SlowRequest.Phase::millis).sum();
            phases.add(
                    new SlowRequest.Phase("between", Math.max(0, (now - intended) / 1e6 - known)));
        }
        return phases;
    }

    private static void add(
            List<SlowRequest.Phase> phases, String name, long from, long to, long now) {
        if (from != NOT_YET) {
            long end = to == NOT_YET ? now : to;
            phases.add(new SlowRequest.Phase(name, Math.max(0, end - from) / 1e6));
        }
    }
}
