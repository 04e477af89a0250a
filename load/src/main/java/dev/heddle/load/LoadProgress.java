package dev.heddle.load;

import java.time.Duration;
import java.util.SortedMap;

/**
 * How a load test goes, as far as it has come.
 *
 * @param phase what it does at the moment
 * @param elapsed of that phase
 * @param left of that phase; zero while it drains
 * @param offered arrivals that were due in the measured time so far
 * @param sent those that were sent
 * @param ok good answers
 * @param failed the others
 * @param inFlight how many are under way at this moment
 * @param waiting how many arrivals wait for a connection
 * @param wantedRate arrivals per second that the plan asks for now; 0 in the closed model
 * @param rate arrivals per second that were sent since the last look
 * @param recent latency, from the intended start, of what ended since the last look, in the warm-up
 *     as well
 * @param latency the same over the measured time so far
 * @param sendSlip how late the generator was since the last look
 * @param lagMillis the greatest lag of a loop since the last look
 * @param errors the failures by kind
 */
public record LoadProgress(
        Phase phase,
        Duration elapsed,
        Duration left,
        long offered,
        long sent,
        long ok,
        long failed,
        long inFlight,
        long waiting,
        double wantedRate,
        double rate,
        Latencies recent,
        Latencies latency,
        Latencies sendSlip,
        double lagMillis,
        SortedMap<String, Long> errors) {
    /** What a load test does, in this order. */
    public enum Phase {
        /** Sends at the first rate, and measures nothing. */
        WARM_UP,
        /** Measures. */
        MEASURING,
        /** Sends nothing any more, and waits for what is under way. */
        DRAINING
    }
}
