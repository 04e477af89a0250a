package dev.heddle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Several sources that one virtual thread waits for together. Each becomes a task, at most {@code
 * limit} at a time. All of it is only touched on the carrier.
 */
final class Batch<T> {
    private final Thread owner = Thread.currentThread();
    private final EventLoopImpl loop = EventLoopImpl.requireCurrent();
    private final int limit;
    private final Iterator<? extends TaskSource<T>> sources;

    private Collection<TaskImpl<T>> started = new ArrayList<>();
    private final Queue<TaskImpl<T>> finished = new ArrayDeque<>();
    private boolean onlyOrders;
    private final @Nullable TaskImpl<?> task = TaskImpl.current();
    private final TaskImpl.Bystander<TaskImpl<?>> abandon = this::abandonedBy;
    private int running;
    private int wakeAt = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    private Batch(int limit, Iterator<? extends TaskSource<T>> sources) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1: " + limit);
        }
        this.limit = limit;
        this.sources = sources;
    }

    static <T> Batch<T> ofPublishers(
            int limit, Collection<? extends Publisher<? extends T>> publishers) {
        Awaiter.begin();
        return new Batch<>(limit, map(publishers.iterator(), Batch::<T>fromPublisher));
    }

    static <T> Batch<T> ofBodies(int limit, Iterable<? extends Callable<? extends T>> bodies) {
        Awaiter.begin();
        return new Batch<>(
                limit, map(bodies.iterator(), body -> loop -> (TaskImpl<T>) loop.<T>spawn(body)));
    }

    @SuppressWarnings("unchecked")
    private static <T> TaskSource<T> fromPublisher(Publisher<? extends T> publisher) {
        return publisher instanceof TaskImpl<?> task
                ? loop -> (TaskImpl<T>) task
                : loop -> (TaskImpl<T>) loop.<T>spawn(() -> Async.await(publisher));
    }

    private static <A, B> Iterator<B> map(Iterator<? extends A> from, Function<? super A, B> f) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return from.hasNext();
            }

            @Override
            public B next() {
                return f.apply(from.next());
            }
        };
    }

    // --- the three ways to wait -------------------------------------------------------------

    List<T> all() {
        try {
            while (startMore() || running > 0) {
                int enough = sources.hasNext() ? running - 1 : 0;
                parkUntilRunningAtMost(enough);
                throwFailure();
            }
            return results();
        } catch (Throwable e) {
            cancelRest();
            suppressFurtherFailures(e);
            throw Sneaky.rethrow(e);
        }
    }

    private void throwFailure() {
        if (failure instanceof TaskCancelledException cancelled) {
            throw Awaiter.cancelledElsewhere(cancelled);
        }
        if (failure != null) {
            throw Sneaky.rethrow(AwaitTrace.attach(failure));
        }
    }

    T first() {
        try {
            startMore();
            if (started.isEmpty()) {
                throw new IllegalArgumentException("race needs at least one source");
            }
            Awaiter.parkUntil(() -> !finished.isEmpty(), () -> {});
            return result(finished.remove());
        } finally {
            cancelRest();
        }
    }

    Iterable<Task<T>> asCompleted() {
        if (task != null) {
            task.whenDone(abandon);
        }
        onlyOrders = true;
        started = new LinkedHashSet<>(); // what has been handed out is taken from it
        startMore();
        return Completions::new;
    }

    // --- steps ------------------------------------------------------------------------------

    /** Starts sources up to the limit; true if there are more after that. */
    private boolean startMore() {
        while (failure == null && running < limit && sources.hasNext()) {
            TaskImpl<T> task = sources.next().start(loop);
            started.add(task);
            running++;
            task.loop.onCarrier(() -> task.whenDone(listener()));
        }
        return sources.hasNext();
    }

    /** A new one each time, as a source may be there twice. */
    private Consumer<TaskImpl<T>> listener() {
        return onlyOrders ? (TaskImpl.Bystander<TaskImpl<T>>) this::finished : this::finished;
    }

    private void finished(TaskImpl<T> task) {
        if (!loop.carrier().isCurrent()) {
            loop.onCarrier(() -> finished(task));
            return;
        }
        running--;
        finished.add(task);
        if (failure == null) {
            failure = Objects.requireNonNull(task.outcome()).failure();
        }
        if (running <= wakeAt || failure != null) {
            LockSupport.unpark(owner);
        }
    }

    /** Wakes once and not for each of ten thousand sources. */
    private void parkUntilRunningAtMost(int count) {
        wakeAt = count;
        Awaiter.parkUntil(() -> running <= count || failure != null, () -> {});
        wakeAt = Integer.MAX_VALUE;
    }

    private List<T> results() {
        var results = new ArrayList<T>(started.size());
        started.forEach(task -> results.add(result(task)));
        return results;
    }

    private static <T> T result(TaskImpl<T> done) {
        var outcome = done.outcome();
        if (outcome == null) {
            throw new IllegalStateException(done + " is still running");
        }
        return outcome.get();
    }

    /** The task that iterated has ended before the iteration. */
    private void abandonedBy(TaskImpl<?> ended) {
        cancelUnfinished();
    }

    private void cancelUnfinished() {
        started.forEach(task -> task.cancel("no longer needed"));
    }

    private void cancelRest() {
        cancelUnfinished();
        Awaiter.parkUninterruptiblyUntil(() -> running == 0);
    }

    private void suppressFurtherFailures(Throwable thrown) {
        for (var task : started) {
            if (task.outcome() instanceof Outcome.Failure<?>(Throwable further)) {
                Sneaky.keep(thrown, further);
            }
        }
    }

    /** Makes or finds the task of one source. */
    private interface TaskSource<T> {
        TaskImpl<T> start(EventLoopImpl loop);
    }

    /** Finished tasks in the order of finishing. */
    private final class Completions implements Iterator<Task<T>> {
        @Override
        public boolean hasNext() {
            boolean more = isThereMore();
            if (!more && task != null) {
                task.forget(abandon);
            }
            return more;
        }

        private boolean isThereMore() {
            return !finished.isEmpty() || running > 0 || sources.hasNext();
        }

        @Override
        public Task<T> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Awaiter.begin();
            failure = null;
            startMore();
            Awaiter.parkUntil(() -> !finished.isEmpty(), () -> {});
            var next = finished.remove();
            started.remove(next);
            failure = null;
            startMore();
            return next;
        }
    }
}
