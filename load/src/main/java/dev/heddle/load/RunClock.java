package dev.heddle.load;

import io.netty.util.concurrent.Ticker;

/**
 * The times of a run on the clock that all loops share, in nanoseconds. It is told when it begins
 * before the first loop is, and not changed after that.
 */
final class RunClock {
    private final Ticker ticker;
    private final LoadPlan plan;
    private long zero;

    /** One that has not begun. */
    RunClock(Ticker ticker, LoadPlan plan) {
        this.ticker = ticker;
        this.plan = plan;
    }

    static RunClock from(Ticker ticker, long zero, LoadPlan plan) {
        var clock = new RunClock(ticker, plan);
        clock.begin(zero);
        return clock;
    }

    void begin(long time) {
        zero = time;
    }

    long now() {
        return ticker.nanoTime();
    }

    /** When the first arrival is due. */
    long zero() {
        return zero;
    }

    /** When the warm-up is over. */
    long measuredFrom() {
        return zero + plan.warmUp().toNanos();
    }

    /** When the last arrival is due. */
    long end() {
        return measuredFrom() + plan.duration().toNanos();
    }

    /** Whether what was due then counts. */
    boolean isMeasured(long intended) {
        return intended >= measuredFrom();
    }

    /** Whether it is measured at this moment. */
    boolean isMeasuring(long time) {
        return time >= measuredFrom() && time < end();
    }

    long sinceMeasuring(long time) {
        return time - measuredFrom();
    }
}
