package dev.heddle.lab;

/** A fixed computation in registers, half a millisecond or so long: a yardstick for a core. */
final class Spin {
    private static final int STEPS = 300_000;

    /** Where its result goes, so that the JIT does not leave it out. */
    private volatile long result = 1;

    void run() {
        long x = result;
        for (int i = 0; i < STEPS; i++) {
            // Marsaglia's xorshift64: each step waits for the one before.
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        result = x;
    }
}
