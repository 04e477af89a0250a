package dev.heddle.internal.process.child;

import dev.heddle.internal.wire.Invocable;
import org.jspecify.annotations.Nullable;

/** A call that has been claimed. Times itself; what it throws is an outcome like another. */
final class Call {
    private final Answers answers;
    private final Invocable work;

    Call(Answers answers, Invocable work) {
        this.answers = answers;
        this.work = work;
    }

    /** On the one input. */
    void run(byte slot, long callId, @Nullable Object input) throws java.io.IOException {
        Stopwatch watch = new Stopwatch();
        Object result;
        try {
            result = work.apply(input);
        } catch (Throwable e) {
            answers.failure(slot, callId, watch.nanos(), Fault.ofWork(e), 0, null);
            return;
        }
        answers.result(slot, callId, watch.nanos(), result);
    }

    /** On each element, up to the first that fails. */
    void runBatch(byte slot, long callId, @Nullable Object[] inputs) throws java.io.IOException {
        Stopwatch watch = new Stopwatch();
        @Nullable Object[] results = new @Nullable Object[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Fault fault = runElement(inputs[i], results, i);
            if (fault != null) {
                @Nullable Object[] before = new @Nullable Object[i];
                System.arraycopy(results, 0, before, 0, i);
                answers.failure(slot, callId, watch.nanos(), fault, i, before);
                return;
            }
        }
        answers.result(slot, callId, watch.nanos(), results);
    }

    private @Nullable Fault runElement(
            @Nullable Object input, @Nullable Object[] results, int index) {
        try {
            results[index] = work.apply(input);
        } catch (Throwable e) {
            return Fault.ofWork(e);
        }
        return answers.refusal(results[index]);
    }
}
