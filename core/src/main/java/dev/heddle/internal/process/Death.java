package dev.heddle.internal.process;

import java.util.List;

/**
 * How a worker ended, and what it left undone.
 *
 * @param cause a sentence for people, without a full stop: names the process, why it ended and what
 *     is known of its memory
 * @param runningCall the call that ran, or -1
 * @param neverBegan the calls that had been sent and had not begun: they may run elsewhere
 */
public record Death(Kind kind, String cause, long runningCall, List<Long> neverBegan) {

    /** Why a worker is dead. */
    public enum Kind {
        /** A signal from outside, not Heddle's. */
        SIGNAL,
        /** {@code System.exit} or {@code Runtime.halt}, or the end of a retired worker. */
        EXIT,
        /** The heap was full. */
        OUT_OF_MEMORY,
        /** A signal of its own, with an hs_err file. */
        NATIVE_CRASH,
        /** What came from it was not what a worker says. */
        PROTOCOL,
        /** {@link WorkerProcess#kill}. */
        KILLED
    }
}
