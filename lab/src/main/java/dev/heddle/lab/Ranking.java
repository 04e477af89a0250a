package dev.heddle.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models of a workload as they compare with the best.
 *
 * @param best which one was chosen
 * @param plain the first of them, which a catalogue makes the way that needs no thought: all in a
 *     row, in one place
 * @param ties that could as well have been, but for the CPU they cost
 * @param slower ones, the fastest first
 * @param held the fastest of those that held the loop too long, if there are such
 * @param python the fastest Python peer, if there is one
 */
record Ranking(
        Standing best,
        Standing plain,
        List<Standing> ties,
        List<Standing> slower,
        @Nullable Standing held,
        @Nullable Standing python) {
    Ranking {
        ties = List.copyOf(ties);
        slower = List.copyOf(slower);
    }

    /**
     * What shows most clearly what the best is good for: what held the loop, or else the plain way,
     * or else, where that is the best, what would have been the next choice.
     */
    @Nullable Standing contrast() {
        if (held != null) {
            return held;
        }
        return slower.contains(plain) ? plain : slower.stream().findFirst().orElse(null);
    }
}
