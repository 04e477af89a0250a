package dev.heddle.lab.advise;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;

import dev.heddle.EventLoop;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import dev.heddle.worker.Work;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A batch of calls, made by tasks of one loop that each make one call at a time: in place, or in a
 * pool. A round is the whole batch.
 */
final class LoopBatch<I, O> implements Runner {
    /**
     * A task that never waits lets the others go first after this time, as one does that goes on to
     * its next await.
     */
    private static final double TURN_MICROS = 20;

    private final EventLoop loop;
    private final Work<I, O> work;
    private final List<I> inputs;
    private final @Nullable WorkerPool pool;
    private final Size size;
    private final @Nullable Object[] firstResults;

    private final GcPauses pauses = new GcPauses();

    // Of the loop.
    private int started;

    LoopBatch(EventLoop loop, OwnWorkload<I, O> workload, @Nullable WorkerPool pool, Size size) {
        this.loop = loop;
        this.work = workload.work();
        this.inputs = workload.inputs();
        this.pool = pool;
        this.size = size;
        firstResults = new Object[size.compared()];
    }

    /**
     * How much is done in a round.
     *
     * @param calls altogether
     * @param tasks in flight
     * @param callMicros of a core that a call takes, about
     * @param compared results, of the first calls; the same for every model
     * @param limit for a round, which has failed when it takes longer
     */
    record Size(int calls, int tasks, double callMicros, int compared, Duration limit) {
        private int callsInATurn() {
            return (int) Math.max(1, TURN_MICROS / Math.max(0.01, callMicros));
        }
    }

    @Override
    public Round round() {
        pauses.begin();
        long nanos =
                loop.mono(
                                () -> {
                                    started = 0;
                                    long start = System.nanoTime();
                                    var _ = gather(tasks());
                                    return System.nanoTime() - start;
                                })
                        .blockOptional(size.limit())
                        .orElseThrow();
        pauses.end();
        // Off the loop, and after the time: neither the lag nor the round is that of the digest.
        return new Round(
                Integer.toHexString(Answers.digest(firstResults)), Duration.ofNanos(nanos), null);
    }

    /** How long a garbage collection stopped this JVM in its rounds; 0 if there was none. */
    double gcPauseMillis() {
        return pauses.meanMillis();
    }

    private List<Callable<Boolean>> tasks() {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < Math.min(size.tasks(), size.calls()); i++) {
            tasks.add(pool == null ? this::callInPlace : this::callInPool);
        }
        return tasks;
    }

    @SuppressWarnings("ThreadPriorityCheck") // on Heddle's carrier a yield is a turn, not a hint
    private boolean callInPlace() throws Exception {
        int turn = size.callsInATurn();
        for (int done = 1; started < size.calls(); done++) {
            int index = started++;
            keep(index, work.apply(input(index)));
            if (done % turn == 0) {
                Thread.yield();
            }
        }
        return true;
    }

    private boolean callInPool() {
        var to = Objects.requireNonNull(pool);
        while (started < size.calls()) {
            int index = started++;
            keep(index, await(to.submit(work, input(index))));
        }
        return true;
    }

    private I input(int index) {
        return inputs.get(index % inputs.size());
    }

    private void keep(int index, @Nullable O result) {
        if (index < firstResults.length) {
            firstResults[index] = result;
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
