package dev.heddle.worker;

import static java.util.Objects.requireNonNull;

import dev.heddle.internal.wire.WorkRef;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Several inputs of one work as one call. Pools of threads run it like any other work; a pool of
 * processes finds the real {@link #work} in it, and sends the inputs in one frame.
 *
 * @param work what to do with each input
 */
record Batch(Work<Object, Object> work) implements Work<Object, Batch.Outputs> {
    private static final long serialVersionUID = 1L;

    /**
     * What became of a batch.
     *
     * @param values the results, in the order of the inputs
     * @param count how many of them there are: all, or those before the first failure
     * @param failure what the work threw for the input after these
     * @param nanos how long all that ran
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outputs(@Nullable Object[] values, int count, @Nullable Throwable failure, long nanos) {}

    @Override
    public Outputs apply(Object inputs) {
        var each = (Object[]) inputs;
        var results = new @Nullable Object[each.length];
        long start = Ticker.systemTicker().nanoTime();
        int count = 0;
        Throwable failure = null;
        try {
            while (count < each.length) {
                ensureGoesOn();
                results[count] = work.apply(each[count]);
                count++;
            }
        } catch (Throwable e) {
            // Errors too: they are the input's, as they are a call's.
            failure = e;
        }
        return new Outputs(results, count, failure, Ticker.systemTicker().nanoTime() - start);
    }

    /** The inputs as another JVM is to have them, where {@code ref} finds the work. */
    @Nullable Object[] inputs(@Nullable Object all, WorkRef ref) {
        var each = (Object[]) requireNonNull(all);
        var packed = new @Nullable Object[each.length];
        for (int i = 0; i < each.length; i++) {
            packed[i] = ref.input(work, each[i]);
        }
        return packed;
    }

    /** An interrupt that a work left behind, and nobody sent, is not for the next input. */
    private static void ensureGoesOn() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            var call = Nesting.current();
            if (call == null || !call.isRunning()) {
                throw new InterruptedException("the rest of the inputs is no longer wanted");
            }
            var _ = Thread.interrupted();
        }
    }
}
