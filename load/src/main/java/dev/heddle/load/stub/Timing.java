package dev.heddle.load.stub;

import java.util.random.RandomGenerator;

/**
 * When a null server answers. It stalls at the end of each period, so that the first requests are
 * answered.
 *
 * @param began on the server's clock
 * @param delay of each answer
 * @param everyNanos how long a period is; 0 if it never stalls
 * @param stallNanos for how long it answers nothing then
 */
record Timing(long began, StubDelay delay, long everyNanos, long stallNanos) {
    /** When a request that arrived then is answered. */
    long due(long arrived, RandomGenerator random) {
        long due = arrived + delay.nanos(random);
        if (everyNanos == 0) {
            return due;
        }
        long ofPeriod = Math.floorMod(due - began, everyNanos);
        boolean stalls = ofPeriod >= everyNanos - stallNanos;
        return stalls ? due + everyNanos - ofPeriod : due;
    }
}
