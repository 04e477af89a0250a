package dev.heddle.lab;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches the machine during a trial. Used by the trial's thread, between rounds. */
final class NoiseMeter {
    /** So that looking costs a small part of the time that is measured. */
    private static final long EVERY_NANOS = 25_000_000;

    /** Before a trial: enough for the JIT to come to the spin, and for its fastest time. */
    private static final int CALIBRATION = 20;

    private final NanoClock clock;
    private final Machine machine;
    private final Spin spin = new Spin();
    private final List<Long> spins = new ArrayList<>();
    private @Nullable CpuTimes before;
    private long fastest = Long.MAX_VALUE;
    private long last;
    private long threadNanos;

    NoiseMeter(NanoClock clock, Machine machine) {
        this.clock = clock;
        this.machine = machine;
    }

    /** A trial begins to run its models. */
    void begin() {
        // A machine that has become warm is not held against this trial.
        fastest = Long.MAX_VALUE;
        for (int i = 0; i < CALIBRATION; i++) {
            look();
        }
        spins.clear();
        threadNanos = 0;
        before = machine.cpuTimes();
    }

    /** Looks, if it has not for a while. */
    void between() {
        if (clock.nanos() - last >= EVERY_NANOS) {
            look();
        }
    }

    Noise end() {
        look();
        var after = machine.cpuTimes();
        double others = before == null || after == null ? Double.NaN : after.othersSince(before);
        long all = spins.stream().mapToLong(Long::longValue).sum();
        return new Noise(others, Statistics.median(spins) / fastest, (double) threadNanos / all);
    }

    private void look() {
        // A core that has just waited is not at its full clock yet.
        spin.run();
        long[] others = ThreadTimes.others();
        long before = ThreadTimes.nanos(others);
        long start = clock.nanos();
        spin.run();
        last = clock.nanos();
        threadNanos += Math.max(0, ThreadTimes.nanos(others) - before);
        spins.add(last - start);
        fastest = Math.min(fastest, last - start);
    }
}
