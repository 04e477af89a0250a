package dev.heddle.lab.advise;

import java.util.ArrayList;
import java.util.List;

/** Says where another way would win. */
final class Limits {
    private final Decision.Verdict verdict;
    private final CallProfile call;
    private final List<String> limits = new ArrayList<>();

    private Limits(Decision.Verdict verdict, CallProfile call) {
        this.verdict = verdict;
        this.call = call;
    }

    static List<String> of(Decision.Verdict verdict, CallProfile call) {
        var limits = new Limits(verdict, call);
        limits.collect();
        return limits.limits;
    }

    private void collect() {
        var best = verdict.best();
        if (best == null) {
            return;
        }
        for (var held : verdict.held()) {
            addFewerInFlight(held);
        }
        if (!best.model().equals(Way.INLINE.word()) && !call.mostlyWaits()) {
            limits.add(
                    "Calls that are much smaller belong on the loop: heddle advise --calibrate tells"
                            + " from which size on a pool pays.");
        }
        var runnerUp = verdict.runnerUp();
        if (runnerUp != null && best.model().equals(Way.INLINE.word()) && !call.mostlyWaits()) {
            limits.add(
                    "%s would win for calls that take more than about %s, or hold the loop for more"
                                    .formatted(
                                            runnerUp.model(),
                                            Units.micros(Decision.median(runnerUp)))
                            + " than 10 ms with all that are in flight.");
        }
    }

    /** So many calls, one behind the other, hold the loop for as long as is allowed. */
    private void addFewerInFlight(ModelEvidence held) {
        int calls = (int) (Decision.HELD_MILLIS * 1e3 / Math.max(0.01, call.cpuMicros()));
        if (held.model().equals(Way.INLINE.word()) && calls >= 1) {
            limits.add(
                    "inline would do with at most %d calls in flight, which hold the loop for less than 10 ms."
                            .formatted(calls));
        }
    }
}
