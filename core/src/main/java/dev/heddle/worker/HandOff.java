package dev.heddle.worker;

/** What it takes to hand a call over and its result back: the round trip less the run. */
final class HandOff {
    // Guarded by this; 0 until measured.
    private double nanos;

    /** Follows what is cheaper at once, and what is dearer slowly: that may be a queue's doing. */
    synchronized void measured(long sample) {
        long positive = Math.max(1, sample);
        nanos = nanos == 0 || positive < nanos ? positive : nanos + (positive - nanos) / 64;
    }

    synchronized long nanos() {
        return (long) nanos;
    }
}
