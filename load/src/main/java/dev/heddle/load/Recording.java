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

    /** So many names of steps are told apart. */
    private static final int MOST_STEPS = 100;

    private static final String OTHER_STEPS = "other steps";

    private final RunClock clock;
    private final Names names;

    // Of the measured time.
    long offered;

    /** Good answers that came while it was measured, whenever their requests were due. */
    long inTime;

    long sent;
    long ok;
    long failed;
    long waited;
    private long okNanos;
    private boolean counting = true;
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
            offered++;
            timeLine.at(clock.sinceMeasuring(arrival.intended)).offered++;
            Histograms.record(slip, late);
        }
    }

    /** It was due, and the generator did not come to it: it took as long as until now at least. */
    void neverBegun(long due, long now) {
        if (clock.isMeasured(due)) {
            offered++;
            failed++;
            Tally.count(
                    errors,
                    firstErrors,
                    Sender.NOT_BEGUN,
                    "the generator did not come to it in time");
            var part = timeLine.at(clock.sinceMeasuring(due));
            part.offered++;
            part.failed++;
            Histograms.record(latency, now - due);
            Histograms.record(part.latency, now - due);
        }
    }

    /** The measured time is over, or was ended. */
    void stopCounting() {
        counting = false;
    }

    @Override
    public void succeeded(Arrival arrival, long now) {
        long nanos = now - arrival.intended;
        Histograms.record(recent, nanos);
        if (counting && clock.isMeasuring(now)) {
            inTime++;
        }
        if (clock.isMeasured(arrival.intended)) {
            ok++;
            okNanos += nanos;
            var part = timeLine.at(clock.sinceMeasuring(arrival.intended));
            part.ok++;
            timed(arrival, now, part, "ok");
            if (names.areSteps()) {
                step(names.of(arrival), true, now - arrival.connected);
            }
        }
        afterEach.ended(true);
    }

    @Override
    public void failed(Arrival arrival, long now, String kind, String message) {
        boolean counts = tookAsLong(kind, now - arrival.intended);
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
                step(names.of(arrival), false, 0);
            }
        }
        afterEach.ended(false);
    }

    /**
     * A failure after which the answer would have taken longer still: a deadline, or whatever took
     * longer than good answers do. Others are quick, and would make the service look so.
     */
    private boolean tookAsLong(String kind, long nanos) {
        return kind.equals(Sender.TIMEOUT)
                || kind.equals(Sender.UNANSWERED)
                || (ok > 0 && nanos > okNanos / ok);
    }

    private void timed(Arrival arrival, long now, TimeLine.Part part, String outcome) {
        long nanos = now - arrival.intended;
        Histograms.record(latency, nanos);
        if (arrival.connected != Arrival.NOT_YET) {
            Histograms.record(service, now - arrival.connected);
        }
        Histograms.record(part.latency, nanos);
        reached(arrival);
        slowest.add(nanos, () -> describe(arrival, now, outcome));
    }

    private void reached(Arrival arrival) {
        if (arrival.connected == Arrival.NOT_YET) {
            return;
        }
        sent++;
        if (arrival.parts == null) {
            waited(arrival.connected - arrival.begun, arrival.crowded);
        }
    }

    /** A request of a visit has waited so long for one of the session's connections. */
    void waited(long now, long nanos) {
        if (clock.isMeasuring(now)) {
            waited(nanos, true);
        }
    }

    private void waited(long nanos, boolean crowded) {
        Histograms.record(waits, nanos);
        if (crowded && nanos > WAITED_NANOS) {
            waited++;
        }
    }

    /** A part of a visit, or one of several requests. */
    void step(String name, boolean well, long nanos) {
        String kept = steps.containsKey(name) || steps.size() < MOST_STEPS ? name : OTHER_STEPS;
        var tally = steps.computeIfAbsent(kept, _ -> new Tally());
        if (well) {
            tally.ok++;
            Histograms.record(tally.service, nanos);
        } else {
            tally.failed++;
        }
    }

    /** Whether what belongs to this arrival is still measured. */
    boolean measures(Arrival arrival) {
        return !arrival.isOver() && clock.isMeasured(arrival.intended);
    }

    void lagged(long now, long nanos) {
        if (clock.isMeasuring(now)) {
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
