package dev.heddle.load;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What became of the arrivals of one loop. Only touched there, and by whoever puts the loops
 * together once they have ended.
 */
final class Recording implements Recorder {
    /** Longer than what handing over a free connection takes. */
    private static final long WAITED_NANOS = 1_000_000;

    private final RunClock clock;
    private final Names names;

    // Of the measured time.
    long offered;
    long sent;
    long ok;
    long failed;
    long waited;
    final Map<String, Long> errors = new TreeMap<>();
    final Map<String, String> firstErrors = new TreeMap<>();
    final Map<String, Tally> steps = new HashMap<>();
    final Histogram latency = Histograms.fine();
    final Histogram service = Histograms.fine();
    final Histogram slip = Histograms.fine();
    final Histogram waits = Histograms.fine();
    final TimeLine timeLine;
    final Slowest slowest = new Slowest();

    // Since somebody looked.
    private Histogram recent = Histograms.coarse();
    private Histogram recentSlip = Histograms.coarse();
    private long begunSince;

    private AfterEach afterEach = _ -> {};

    /** Is told of the end of an arrival. */
    interface AfterEach {
        /** Whether it went well or not. */
        void ended(boolean well);
    }

    /** What the requests of an arrival are called. */
    interface Names {
        /** Of the arrival, for people. */
        String of(Arrival arrival);

        /** Whether these are steps of their own, of which the result tells. */
        boolean areSteps();
    }

    Recording(RunClock clock, LoadPlan plan, Names names) {
        this.clock = clock;
        this.names = names;
        this.timeLine = new TimeLine(plan.duration());
    }

    /** Is told of the end of each arrival. */
    void afterEach(AfterEach action) {
        afterEach = action;
    }

    /** It is handed to whoever sends it. */
    void begun(Arrival arrival) {
        long late = arrival.begun - arrival.intended;
        begunSince++;
        Histograms.record(recentSlip, late);
        if (clock.isMeasured(arrival.intended)) {
            due(arrival.intended);
            Histograms.record(slip, late);
        }
    }

    /** It was due in the measured time; said of those that were never begun as well. */
    void due(long intended) {
        offered++;
        timeLine.at(clock.sinceMeasuring(intended)).offered++;
    }

    @Override
    public void succeeded(Arrival arrival, long now) {
        Histograms.record(recent, now - arrival.intended);
        if (clock.isMeasured(arrival.intended)) {
            ok++;
            var part = timeLine.at(clock.sinceMeasuring(arrival.intended));
            part.ok++;
            timed(arrival, now, part, "ok");
            if (names.areSteps()) {
                step(names.of(arrival), true, now - arrival.begun);
            }
        }
        afterEach.ended(true);
    }

    @Override
    public void failed(Arrival arrival, long now, String kind, String message) {
        boolean counts = tookAsLong(kind);
        if (counts) {
            Histograms.record(recent, now - arrival.intended);
        }
        if (clock.isMeasured(arrival.intended)) {
            failed++;
            Tally.count(errors, firstErrors, kind, message);
            var part = timeLine.at(clock.sinceMeasuring(arrival.intended));
            part.failed++;
            if (counts) {
                timed(arrival, now, part, kind);
            } else {
                reached(arrival);
            }
            if (names.areSteps()) {
                step(names.of(arrival), false, now - arrival.begun);
            }
        }
        afterEach.ended(false);
    }

    /** A failure after which the answer would have taken longer still. */
    private static boolean tookAsLong(String kind) {
        return kind.equals(Sender.TIMEOUT) || kind.equals(Sender.UNANSWERED);
    }

    private void timed(Arrival arrival, long now, TimeLine.Part part, String outcome) {
        long nanos = now - arrival.intended;
        Histograms.record(latency, nanos);
        Histograms.record(service, now - arrival.begun);
        Histograms.record(part.latency, nanos);
        reached(arrival);
        slowest.add(nanos, () -> describe(arrival, now, outcome));
    }

    private void reached(Arrival arrival) {
        if (arrival.connected != Arrival.NOT_YET) {
            sent++;
            long wait = arrival.connected - arrival.begun;
            Histograms.record(waits, wait);
            if (wait > WAITED_NANOS) {
                waited++;
            }
        }
    }

    /** A part of a visit, or one of several requests. */
    void step(String name, boolean well, long nanos) {
        var tally = steps.computeIfAbsent(name, _ -> new Tally());
        if (well) {
            tally.ok++;
            Histograms.record(tally.service, nanos);
        } else {
            tally.failed++;
        }
    }

    /** Whether what belongs to this arrival is measured. */
    boolean measures(Arrival arrival) {
        return clock.isMeasured(arrival.intended);
    }

    void lagged(long now, long nanos) {
        if (clock.isMeasured(now) && clock.sinceMeasuring(now) < clock.measuredNanos()) {
            var part = timeLine.at(clock.sinceMeasuring(now));
            part.lagNanos = Math.max(part.lagNanos, nanos);
        }
    }

    private SlowRequest describe(Arrival arrival, long now, String outcome) {
        return new SlowRequest(
                clock.sinceMeasuring(arrival.intended) / 1e9,
                names.of(arrival),
                (now - arrival.intended) / 1e6,
                arrival.phases(now),
                outcome);
    }

    // --- for whoever looks, on the loop -----------------------------------------------------

    Histogram takeRecent() {
        var taken = recent;
        recent = Histograms.coarse();
        return taken;
    }

    Histogram takeRecentSlip() {
        var taken = recentSlip;
        recentSlip = Histograms.coarse();
        return taken;
    }

    long takeBegun() {
        long taken = begunSince;
        begunSince = 0;
        return taken;
    }
}
