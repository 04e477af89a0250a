package dev.heddle.worker;

import dev.heddle.worker.Batch.Outputs;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One call of a map: some inputs, and later their results. The call writes it at home and then
 * gives it to its {@link MapRun}, which reads it.
 */
final class MapCall implements CoreSubscriber<Outputs> {
    private final MapRun<?, ?> run;
    private final Object[] inputs;
    private @Nullable Call<Outputs> call;
    private @Nullable Outputs outputs;
    private @Nullable Throwable failure;
    private int next;

    MapCall(MapRun<?, ?> run, Object[] inputs) {
        this.run = run;
        this.inputs = inputs;
    }

    void begin(Call<Outputs> made) {
        outputs = null;
        failure = null;
        call = made;
        made.request(1);
    }

    void cancel() {
        if (call != null) {
            call.cancel();
        }
    }

    // --- the call's end ---------------------------------------------------------------------

    @Override
    public void onSubscribe(Subscription s) {
        s.request(1);
    }

    @Override
    public void onNext(Outputs result) {
        outputs = result;
        failure = result.failure();
        run.finished(this);
    }

    @Override
    public void onError(Throwable reason) {
        failure = reason;
        run.finished(this);
    }

    @Override
    public void onComplete() {
        // There was a value, which said it all.
    }

    @Override
    public Context currentContext() {
        return run.currentContext();
    }

    // --- what the run asks ------------------------------------------------------------------

    Object[] inputs() {
        return inputs;
    }

    boolean isDone() {
        return outputs != null || failure != null;
    }

    /** The pool refused it; what a work throws comes with its outputs. */
    boolean isRefused() {
        return failure instanceof RejectedExecutionException && call != null && call.isRefused();
    }

    @Nullable Throwable failure() {
        return failure;
    }

    int count() {
        return outputs == null ? 0 : outputs.count();
    }

    long nanos() {
        return outputs == null ? 0 : outputs.nanos();
    }

    boolean hasNext() {
        return next < count();
    }

    @Nullable Object next() {
        return outputs == null ? null : outputs.values()[next++];
    }

    void skipNulls() {
        while (outputs != null && hasNext() && outputs.values()[next] == null) {
            next++;
        }
    }

    void discard(Context context) {
        while (hasNext()) {
            Operators.onDiscard(next(), context);
        }
    }
}
