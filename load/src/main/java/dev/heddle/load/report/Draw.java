package dev.heddle.load.report;

/** Slices that are put together. */
final class Draw {
    /** Where the buckets of latency begin, in order. */
    private final double[] from;

    private final double[] width;
    private final long[] counts;
    private long all;
    private long ok;
    private long failed;
    private double seconds;

    Draw(double[] from, double[] width) {
        this.from = from;
        this.width = width;
        this.counts = new long[from.length];
    }

    void add(int[] buckets, long[] more) {
        for (int i = 0; i < buckets.length; i++) {
            counts[buckets[i]] += more[i];
            all += more[i];
        }
    }

    void add(Measured.Part part) {
        ok += part.ok();
        failed += part.failed();
        seconds += part.seconds();
    }

    /**
     * A percentile of the latency, evenly spread within its bucket: that of a slice is up to 1 %
     * wide, which would make steps of chance.
     */
    double percentile(double percent) {
        double wanted = all * percent / 100;
        double before = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && before + counts[i] >= wanted) {
                return from[i] + width[i] * (wanted - before) / counts[i];
            }
            before += counts[i];
        }
        return Double.NaN;
    }

    double errorPercent() {
        return 100.0 * failed / (ok + failed);
    }

    double rate() {
        return ok / seconds;
    }
}
