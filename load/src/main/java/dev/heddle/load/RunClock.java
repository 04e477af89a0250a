package dev.heddle.load;

import io.netty.util.concurrent.Ticker;

/**
 * The times of a run on the clock that all loops share, in nanoseconds.
 *
 * @param ticker the clock under the loops' timers
 * @param zero when the first arrival is due
 * @param measuredFrom when the warm-up is over
 * @param end when the last is due
 */
record RunClock(Ticker ticker, long zero, long measuredFrom, long end) {
    static RunClock from(Ticker ticker, long zero, LoadPlan plan) {
        long measuredFrom = zero + plan.warmUp().toNanos();
        return new RunClock(ticker, zero, measuredFrom, measuredFrom + plan.duration().toNanos());
    }

    long now() {
        return ticker.nanoTime();
    }

    boolean isMeasured(long intended) {
        return intended >= measuredFrom;
    }

    long sinceMeasuring(long time) {
        return time - measuredFrom;
    }

    long measuredNanos() {
        return end - measuredFrom;
    }
}
