package dev.heddle.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * Says when a model is warm: when the medians of its last two windows of rounds agree. A window is
 * at least three rounds and at least 50 ms, so that a quick model is not taken for steady before
 * the JIT, which compiles beside it, has come to it.
 */
final class WarmUp {
    static final int WINDOW_ROUNDS = 3;
    static final double WINDOW_MILLIS = 50;

    /** About the spread of a quiet machine's rounds; a step from one tier to the next is more. */
    static final double AGREEMENT = 0.05;

    private final List<Double> perRun = new ArrayList<>();
    private final List<Double> whole = new ArrayList<>();

    /**
     * Takes a round into account.
     *
     * @param millis of one run of the workload
     * @param roundMillis of the round, which is several runs if they are quick
     */
    void add(double millis, double roundMillis) {
        perRun.add(millis);
        whole.add(roundMillis);
    }

    int rounds() {
        return perRun.size();
    }

    /** Of one run, as the last rounds had it. */
    double lastMillis() {
        int from = Math.max(0, perRun.size() - WINDOW_ROUNDS);
        return Statistics.median(perRun.subList(from, perRun.size()));
    }

    double spentMillis() {
        return whole.stream().mapToDouble(Double::doubleValue).sum();
    }

    boolean isSteady() {
        int last = windowBefore(perRun.size());
        int before = last < 0 ? -1 : windowBefore(last);
        if (before < 0) {
            return false;
        }
        double now = Statistics.median(perRun.subList(last, perRun.size()));
        double then = Statistics.median(perRun.subList(before, last));
        return Math.abs(now - then) <= AGREEMENT * Math.min(now, then);
    }

    /** Where the shortest window that ends there begins; -1 if there is none. */
    private int windowBefore(int end) {
        double millis = 0;
        for (int i = end - 1; i >= 0; i--) {
            millis += whole.get(i);
            if (end - i >= WINDOW_ROUNDS && millis >= WINDOW_MILLIS) {
                return i;
            }
        }
        return -1;
    }
}
