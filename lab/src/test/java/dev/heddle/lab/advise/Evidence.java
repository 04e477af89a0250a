package dev.heddle.lab.advise;

import dev.heddle.lab.Interval;

/** Figures that no machine has measured. */
final class Evidence {
    private Evidence() {}

    /** A way whose interval is 2 % to each side, beside a loop that was never late. */
    static ModelEvidence of(Way way, double micros) {
        return of(way, micros, 0.02, 1, 10);
    }

    static ModelEvidence of(
            Way way, double micros, double halfWidth, double lagMillis, int rounds) {
        var interval = new Interval(micros, micros * (1 - halfWidth), micros * (1 + halfWidth));
        return new ModelEvidence(
                way.word(),
                interval,
                micros * 64 / 1e3,
                1e6 / micros,
                lagMillis,
                lagMillis,
                micros,
                rounds,
                64,
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
