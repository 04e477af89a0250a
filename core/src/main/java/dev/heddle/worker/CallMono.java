package dev.heddle.worker;

import java.util.concurrent.RejectedExecutionException;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** A call to be made by each subscriber. */
final class CallMono<T> extends Mono<T> {
    private final BasePool pool;
    private final Work<Object, T> work;
    private final Object input;
    private final CallOptions options;

    CallMono(BasePool pool, Work<Object, T> work, Object input, CallOptions options) {
        this.pool = pool;
        this.work = work;
        this.input = input;
        this.options = options;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        var call = new Call<>(pool, work, input, options, actual);
        if (Nesting.isWithin(pool, call.outer)) {
            Operators.error(
                    actual,
                    new RejectedExecutionException(
                            call
                                    + " was made from within a call that runs there itself, and might"
                                    + " wait for its own worker for ever: do it in place, or submit"
                                    + " it to another pool"));
            return;
        }
        actual.onSubscribe(call);
    }
}
