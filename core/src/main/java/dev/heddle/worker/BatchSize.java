package dev.heddle.worker;

/** How many inputs to send as one call, learnt from how long they run. One thread at a time. */
final class BatchSize {
    static final int MOST = 256;

    /** Some 20 times what a hand-over costs, and still a short turn for the others. */
    private static final double TARGET_NANOS = 150_000;

    private double itemNanos;
    private int size = 1;

    /** Becomes more cautious at once, and bolder by and by. */
    void ran(int items, long nanos) {
        double sample = Math.max(1, nanos) / (double) items;
        itemNanos = sample > itemNanos ? sample : itemNanos + (sample - itemNanos) / 4;
        int fitting = (int) Math.clamp(TARGET_NANOS / itemNanos, 1, MOST);
        size = Math.min(fitting, 2 * size);
    }

    int size() {
        return size;
    }

    /** The next batch out of some inputs: idle workers get a share each. */
    int of(int inputs, int idleWorkers) {
        int share = Math.ceilDiv(inputs, Math.max(1, idleWorkers));
        return Math.min(size, share);
    }
}
