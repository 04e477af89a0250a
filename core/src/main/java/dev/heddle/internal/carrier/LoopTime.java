package dev.heddle.internal.carrier;

import io.netty.util.concurrent.Ticker;
import java.time.InstantSource;

/**
 * The one seam for time: everything in Heddle that waits, waits on a timer of the loop, and the
 * loop reads its clock here. {@link #system()} is real time; the virtual-time loop brings its own.
 */
public interface LoopTime {
    /** The monotonic clock under the loop's timers. */
    Ticker ticker();

    /** The wall clock that goes with {@link #ticker()}. */
    InstantSource clock();

    /**
     * Called on the loop thread when nothing can run before the next timer. Returns true if it
     * moved the clock there, so that the timer is due now; false to really wait.
     *
     * @param deadlineNanos when the next timer is due, on the ticker's scale counted from its
     *     initial value; -1 without timers
     */
    boolean jumpTo(long deadlineNanos);

    /**
     * Called when the loop ends. Nobody waits for a timer any more, but Netty's shutdown does not
     * come to its end while its clock stands still: from now on the clock must move by itself.
     */
    void release();

    static LoopTime system() {
        return SystemTime.INSTANCE;
    }

    /** Real time, which never jumps. */
    enum SystemTime implements LoopTime {
        INSTANCE;

        @Override
        public Ticker ticker() {
            return Ticker.systemTicker();
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public boolean jumpTo(long deadlineNanos) {
            return false;
        }

        @Override
        public void release() {
            // It moves anyway.
        }
    }
}
