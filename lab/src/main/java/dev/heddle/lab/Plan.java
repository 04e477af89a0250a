package dev.heddle.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * In which order the measured rounds of a trial run. A model's rounds are spread evenly over the
 * whole time, however many it has, so that what changes on the machine meanwhile meets all models
 * alike; within a sweep the order is shuffled, by a fixed seed, so that none always runs behind the
 * same other.
 */
final class Plan {
    private static final long SEED = 20_260_101;

    private Plan() {}

    /**
     * How many rounds a model gets: what fits into its share of the time, within the bounds.
     *
     * @param roundMillis of one of its rounds
     * @param shareMillis what it may use
     */
    static int rounds(double roundMillis, double shareMillis, Effort effort) {
        double fitting = shareMillis / Math.max(roundMillis, 1e-6);
        return (int) Math.clamp(fitting, effort.leastRounds(), effort.mostRounds());
    }

    /**
     * Spreads the rounds.
     *
     * @param rounds of each model
     * @return indices of models, in the order in which their rounds run
     */
    static List<Integer> order(List<Integer> rounds) {
        int sweeps = rounds.stream().mapToInt(Integer::intValue).max().orElse(0);
        var random = new Random(SEED);
        var order = new ArrayList<Integer>();
        for (int sweep = 0; sweep < sweeps; sweep++) {
            var turn = new ArrayList<Integer>();
            for (int model = 0; model < rounds.size(); model++) {
                if (due(sweep, rounds.get(model), sweeps)) {
                    turn.add(model);
                }
            }
            Collections.shuffle(turn, random);
            order.addAll(turn);
        }
        return order;
    }

    /** As a line is drawn on a grid: {@code rounds} steps over {@code sweeps} columns. */
    private static boolean due(int sweep, int rounds, int sweeps) {
        return (long) (sweep + 1) * rounds / sweeps > (long) sweep * rounds / sweeps;
    }
}
