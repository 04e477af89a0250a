package dev.heddle.benchmarks.bridge;

import java.util.LinkedHashMap;

/** What the workers are given to do. */
final class Works {
    /** How much of its garbage lives on for a while, as entries of some hundred bytes. */
    private static final int KEPT = 100_000;

    private Works() {}

    static int increment(int number) {
        return number + 1;
    }

    static <T> T echo(T value) {
        return value;
    }

    /** Computes, and allocates nothing. */
    static long compute(int steps) {
        long number = steps;
        for (int i = 0; i < steps; i++) {
            number = number * 6364136223846793005L + 1442695040888963407L;
        }
        return number;
    }

    /** Makes garbage, much of which is kept long enough to grow old. */
    static int litter(int entries) {
        var kept = new LinkedHashMap<Integer, String>();
        for (int i = 0; i < entries; i++) {
            kept.put(i, "entry number " + i + " of many");
            if (kept.size() > KEPT) {
                kept.pollFirstEntry();
            }
        }
        return kept.size();
    }

    @SuppressWarnings("InfiniteLoopStatement")
    static int neverEnd(int number) {
        while (true) {
            Thread.onSpinWait();
        }
    }
}
