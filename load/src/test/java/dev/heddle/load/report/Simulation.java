package dev.heddle.load.report;

import dev.heddle.load.LoadResult;
import dev.heddle.load.MadeResult;
import java.util.Random;

/**
 * Runs of a server whose latencies are lognormal about 3 ms, and go slower and faster for a while,
 * so that neighbours are alike.
 */
final class Simulation {
    private static final int PER_SLICE = 250;

    private final Random random;
    private final double wander;

    /**
     * Of a seed.
     *
     * @param wander how far it goes slower or faster: the standard deviation of the logarithm
     */
    Simulation(long seed, double wander) {
        this.random = new Random(seed);
        this.wander = wander;
    }

    /** A run of a server that takes so many times as long. */
    LoadResult run(int slices, double times) {
        var made = new MadeResult(500.0);
        double level = random.nextGaussian();
        for (int i = 0; i < slices; i++) {
            level = 0.6 * level + 0.8 * random.nextGaussian();
            made.slice(0.5, 0, nanos(3e6 * times * Math.exp(wander * level)));
        }
        return made.result();
    }

    private long[] nanos(double median) {
        return random.doubles(PER_SLICE)
                .mapToLong(_ -> (long) (median * Math.exp(0.5 * random.nextGaussian())))
                .toArray();
    }
}
