package dev.heddle.lab.advise;

import dev.heddle.worker.Work;
import java.lang.management.ManagementFactory;

/**
 * Work that is described, not written: computes, then waits as a blocking call does.
 *
 * @param turns of a loop that computes; see {@link #turnsFor}
 * @param waitNanos how long it waits, 0 for not at all
 */
record Mix(long turns, long waitNanos) implements Work<byte[], Long> {
    private static final int CALIBRATION = 20_000_000;

    @Override
    public Long apply(byte[] input) throws InterruptedException {
        long value = spin(turns, input.length);
        if (waitNanos > 0) {
            Thread.sleep(waitNanos / 1_000_000, (int) (waitNanos % 1_000_000));
        }
        return value;
    }

    /**
     * Marsaglia's xorshift64: each turn needs the one before, and no compiler makes one of two, as
     * it does of a generator that multiplies.
     */
    private static long spin(long turns, long seed) {
        long value = seed + 1;
        for (long i = 0; i < turns; i++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        return value;
    }

    /** How many turns take so much of a core. */
    static long turnsFor(double micros) {
        return Math.round(micros * PerMicro.TURNS);
    }

    static double turnsPerMicro() {
        return PerMicro.TURNS;
    }

    private static final class PerMicro {
        static final double TURNS = measure();

        private static double measure() {
            var threads = ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long start = threads.getCurrentThreadCpuTime();
                if (spin(CALIBRATION, i) == 0) {
                    throw new IllegalStateException("the generator is stuck");
                }
                least = Math.min(least, threads.getCurrentThreadCpuTime() - start);
            }
            return CALIBRATION * 1e3 / least;
        }
    }
}
