package dev.heddle.load;

import java.util.List;

/**
 * One of the slowest requests or visits.
 *
 * @param atSeconds when it was to start, since the measurement began
 * @param what such as {@code GET /items}, or the name of the scenario
 * @param latencyMillis from its intended start
 * @param phases what the time went into, in order. Of a request, and of a visit whose steps follow
 *     each other, their sum is the latency; of one with steps within others, or beside them, it may
 *     be more, since each is told with all its time
 * @param outcome {@code ok}, or the kind of its failure
 */
public record SlowRequest(
        double atSeconds, String what, double latencyMillis, List<Phase> phases, String outcome) {
    public SlowRequest {
        phases = List.copyOf(phases);
    }

    /**
     * A part of it.
     *
     * @param name {@code late} (the generator's), {@code connection} (waiting for one, and opening
     *     it), {@code first byte}, {@code body}; for visits the names of their steps, and {@code
     *     between} them
     * @param millis how long
     */
    public record Phase(String name, double millis) {}
}
