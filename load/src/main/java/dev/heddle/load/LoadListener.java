package dev.heddle.load;

/** Hears how a load test goes: a live view, metrics. */
public interface LoadListener {
    /**
     * Called about once a second, and when a phase begins; from one thread, which is no loop's.
     *
     * @param progress how far it is
     */
    void progress(LoadProgress progress);
}
