package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.fetch.Phases.Flight;
import dev.heddle.lab.cli.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a phase of a request took.
 *
 * @param key its name in JSON
 * @param name its name for people
 */
record PhaseTimes(String key, String name, long nanos) {
    /** In their order; none where no attempt was told of. */
    static List<PhaseTimes> of(Flight flight) {
        var timings = flight.timings;
        if (timings == null) {
            return List.of();
        }
        return List.of(
                phase("queue", "queue", timings.queue()),
                phase("dns", "DNS", timings.dns()),
                phase("connect", "connect", timings.connect()),
                phase("tls", "TLS", timings.tls()),
                phase("firstByte", "first byte", timings.firstByte()),
                phase("body", "body", timings.body()));
    }

    private static PhaseTimes phase(String key, String name, Duration time) {
        return new PhaseTimes(key, name, time.toNanos());
    }

    /** Those it had, as a list for people; empty where none is known. */
    static String describe(Flight flight) {
        var parts = new ArrayList<String>();
        if (flight.attempts > 1) {
            parts.add("attempt " + flight.attempts);
        }
        for (var phase : of(flight)) {
            if (phase.nanos > 0) {
                parts.add(phase.name + " " + Numbers.millis(LoopLag.Figures.millis(phase.nanos)));
            }
        }
        return String.join(", ", parts);
    }
}
