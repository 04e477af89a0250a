package dev.heddle.lab.advise;

import dev.heddle.lab.Interval;
import java.util.List;

/**
 * What it costs on this machine to leave the loop for a pool and to come back.
 *
 * @param cores this process may use
 * @param concurrency tasks in flight, where there are many
 * @param pools one each
 */
public record MachineCard(int cores, int concurrency, List<PoolCost> pools) {
    public MachineCard {
        pools = List.copyOf(pools);
    }

    /**
     * What one pool costs.
     *
     * @param model whose pool it is
     * @param oneCallMicros there and back, when a task awaits one call after the other
     * @param inFlightMicros of each call, when many are in flight
     * @param breakEvenMicros what a call must take of a core for the pool to get more of them done
     *     than the loop would itself; NaN if it never does
     */
    public record PoolCost(
            String model,
            Interval oneCallMicros,
            Interval inFlightMicros,
            double breakEvenMicros) {}

    /** Measures it, in some seconds. */
    public static MachineCard measure(int concurrency) {
        return Calibration.measure(concurrency);
    }
}
