package dev.heddle.demo.io.fetch;

import java.util.List;

/**
 * A run at one moment, for a person to look at.
 *
 * @param hosts the busiest ones
 * @param knownHosts how many there are in all
 * @param kinds of failures, the most frequent first
 * @param underWay requests
 * @param lagNanos how late the loop was last
 * @param worstLagNanos how late it was at worst
 */
record Live(
        List<Host> hosts,
        long knownHosts,
        List<Kind> kinds,
        int underWay,
        long lagNanos,
        long worstLagNanos) {
    /** One host. */
    record Host(String name, long done, long failed, int underWay, double perSecond) {}

    /** One kind of failures. */
    record Kind(String name, long count) {}
}
