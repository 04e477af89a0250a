package dev.heddle.lab.compare;

/** Ends the measuring early, by an interrupt of its thread that comes while it measures only. */
final class Stop {
    private final Thread measuring = Thread.currentThread();

    // Guarded by this.
    private boolean asked;
    private boolean over;

    /** Asks for the end, from any thread; false if that was done before. */
    synchronized boolean now() {
        if (asked) {
            return false;
        }
        asked = true;
        if (!over) {
            measuring.interrupt();
        }
        return true;
    }

    synchronized boolean asked() {
        return asked;
    }

    /**
     * Tells that nothing is measured any more; on the thread that did. From here on a file can be
     * written, which an interrupt would end.
     */
    synchronized void over() {
        over = true;
        Thread.interrupted();
    }
}
