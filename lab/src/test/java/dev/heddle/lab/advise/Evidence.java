package dev.heddle.lab.advise;

import dev.heddle.lab.Interval;

/** Figures that no machine has measured. */
final class Evidence {
    private Evidence() {}

    /** A way whose interval is 2 % to each side, beside a loop that was never late. */
    static ModelEvidence of(Way way, double micros) {
        return of(way, micros, 0.02, 1, 10);
    }

    static ModelEvidence ofCalls(Way way, double micros, int calls) {
        return of(way, micros, 0.02, 1, 10, calls);
    }

    static ModelEvidence of(
            Way way, double micros, double halfWidth, double lagMillis, int rounds) {
        return of(way, micros, halfWidth, lagMillis, rounds, 64);
    }

    private static ModelEvidence of(
            Way way, double micros, double halfWidth, double lagMillis, int rounds, int calls) {
        var interval = new Interval(micros, micros * (1 - halfWidth), micros * (1 + halfWidth));
        return new ModelEvidence(
                way.word(),
                interval,
                micros * calls / 1e3,
                1e6 / micros,
                lagMillis,
                lagMillis,
                micros,
                lagMillis / 2,
                rounds,
                calls,
                false,
                "");
    }

    static CallProfile computing(double micros) {
        return call(micros, micros, 0);
    }

    static CallProfile waiting(double micros) {
        return call(micros, micros / 100, 0);
    }

    static CallProfile call(double elapsedMicros, double cpuMicros, double allocatedBytes) {
        var elapsed = new Interval(elapsedMicros, elapsedMicros, elapsedMicros);
        return new CallProfile(100, elapsed, cpuMicros, allocatedBytes, 8, 8, 0, true);
    }
}
