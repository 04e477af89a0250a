package dev.heddle.worker;

import java.util.concurrent.RejectedExecutionException;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** A work for many inputs, to be begun anew by each subscriber. */
final class MapFlux<I, O> extends Flux<O> {
    private final BasePool pool;
    private final Work<Object, Object> work;
    private final Publisher<? extends I> inputs;
    private final boolean ordered;

    MapFlux(
            BasePool pool,
            Work<Object, Object> work,
            Publisher<? extends I> inputs,
            boolean ordered) {
        this.pool = pool;
        this.work = work;
        this.inputs = inputs;
        this.ordered = ordered;
    }

    @Override
    public void subscribe(CoreSubscriber<? super O> actual) {
        var outer = Nesting.current();
        if (Nesting.isWithin(pool, outer)) {
            Operators.error(
                    actual,
                    new RejectedExecutionException(
                            "map of "
                                    + Works.name(work, null)
                                    + " on pool "
                                    + pool.name()
                                    + " was subscribed to from within a call that runs there"
                                    + " itself, and might wait for its own worker for ever: do it in"
                                    + " place, or submit it to another pool"));
            return;
        }
        Flux.from(inputs).subscribe(new MapRun<I, O>(pool, work, ordered, actual));
    }
}
