package dev.heddle.worker;

import java.time.Duration;

/** What one kind of work has cost so far, and where its next call is to run. Any thread. */
final class Costs {
    /** Runs before the estimate counts for anything. */
    private static final int FIRST_RUNS = 8;

    private static final int LEAST_PENANCE = 2 * FIRST_RUNS;
    private static final int MOST_PENANCE = 1 << 12;

    /** The weight of a new run; and how many mean deviations make the upper estimate. */
    private static final double WEIGHT = 1 / 8.0;

    private static final double SPREAD = 4;

    private final String name;
    private final int sizeClass;
    private final HandOff handOff;
    private final long lagNanos;

    // Guarded by this.
    private long inline;
    private long offloaded;
    private int runs;
    private double mean;
    private double deviation;

    /**
     * Runs on the pool until it may be tried on a loop again; twice as many each time it failed.
     */
    private int penance;

    private int nextPenance = LEAST_PENANCE;

    /** Runs on a loop since the last bad one: as many as the next penance has halve it. */
    private int goodRuns;

    Costs(String name, int sizeClass, HandOff handOff, long lagNanos) {
        this.name = name;
        this.sizeClass = sizeClass;
        this.handOff = handOff;
        this.lagNanos = lagNanos;
    }

    synchronized boolean mayRunInline() {
        return runs >= FIRST_RUNS && penance == 0 && upper() <= threshold();
    }

    synchronized long upperNanos() {
        return (long) upper();
    }

    synchronized void ranOnThePool(long nanos) {
        offloaded++;
        learn(nanos);
        if (penance > 0) {
            penance--;
        }
    }

    synchronized void ranInline(long nanos) {
        inline++;
        learn(nanos);
        if (nanos > threshold()) {
            penance = nextPenance;
            nextPenance = Math.min(MOST_PENANCE, 2 * nextPenance);
            goodRuns = 0;
        } else if (++goodRuns >= nextPenance) {
            nextPenance = Math.max(LEAST_PENANCE, nextPenance / 2);
            goodRuns = 0;
        }
    }

    /** The mean and the mean deviation, as TCP estimates its round trips (RFC 6298). */
    private void learn(long nanos) {
        if (runs == 0) {
            mean = nanos;
            deviation = nanos / 2.0;
        } else {
            deviation += (Math.abs(nanos - mean) - deviation) * WEIGHT;
            mean += (nanos - mean) * WEIGHT;
        }
        runs = Math.min(runs + 1, FIRST_RUNS);
    }

    private double upper() {
        return mean + SPREAD * deviation;
    }

    private long threshold() {
        return Math.min(handOff.nanos(), lagNanos);
    }

    synchronized AdaptivePool.Choice explain() {
        return new AdaptivePool.Choice(
                sizeClass == 0 ? name : name + " (input < " + (1L << sizeClass) + ")",
                inline,
                offloaded,
                Duration.ofNanos((long) mean),
                Duration.ofNanos((long) upper()),
                Duration.ofNanos(handOff.nanos()),
                Duration.ofNanos(threshold()),
                mayRunInline(),
                reason());
    }

    private String reason() {
        if (runs < FIRST_RUNS) {
            return "not known yet: " + runs + " of " + FIRST_RUNS + " runs seen";
        }
        if (penance > 0) {
            return "took too long on a loop; not tried there for " + penance + " more runs";
        }
        String limit =
                AdaptivePool.time(threshold())
                        + (lagNanos < handOff.nanos() ? ", the lag budget" : ", a hand-off");
        return (upper() <= threshold() ? "takes no more than " : "may take more than ") + limit;
    }
}
