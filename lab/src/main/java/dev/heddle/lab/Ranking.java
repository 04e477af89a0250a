package dev.heddle.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models of a workload as they compare with the best.
 *
 * @param best which one was chosen
 * @param ties that could as well have been, but for the CPU they cost
 * @param slower ones, the fastest first
 * @param held the fastest of those that held the loop too long, if there are such
 * @param python the fastest Python peer, if there is one
 */
record Ranking(
        Standing best,
        List<Standing> ties,
        List<Standing> slower,
        @Nullable Standing held,
        @Nullable Standing python) {
    Ranking {
        ties = List.copyOf(ties);
        slower = List.copyOf(slower);
    }

    /** What shows most clearly what the best is good for: what held the loop, or the slowest. */
    @Nullable Standing contrast() {
        if (held != null || slower.isEmpty()) {
            return held;
        }
        return slower.getLast();
    }
}
