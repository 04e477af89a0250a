package dev.heddle.lab.advise;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Runner;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the ways to run one work ready for a trial. */
final class Candidates<I, O> {
    /** How long a process may take to start. */
    private static final Duration START = Duration.ofSeconds(30);

    private final OwnWorkload<I, O> workload;
    private final CallProfile call;
    private final Sizes sizes;
    private final List<Class<?>> types;
    private final Advisor.Settings settings;

    /** Written where they are opened, read when the trial is over. */
    private final Map<Way, LoopBatch<I, O>> batches = new ConcurrentHashMap<>();

    Candidates(
            OwnWorkload<I, O> workload,
            CallProfile call,
            Sizes sizes,
            List<Class<?>> types,
            Advisor.Settings settings) {
        this.workload = workload;
        this.call = call;
        this.sizes = sizes;
        this.types = types;
        this.settings = settings;
    }

    List<Candidate> all() {
        return Stream.of(Way.values()).map(way -> new Candidate(way.model(), opener(way))).toList();
    }

    private Runner.Opener opener(Way way) {
        return bench ->
                switch (way) {
                    case INLINE -> batch(bench, way, null);
                    case THREADS -> batch(bench, way, WorkerPool.threads());
                    case VIRTUAL_THREADS -> batch(bench, way, WorkerPool.virtualThreads());
                    case PROCESSES -> processes(bench);
                };
    }

    private Runner batch(Bench bench, Way way, @Nullable WorkerPool pool) {
        var batch = new LoopBatch<>(bench.loop(), workload, pool, size(way));
        batches.put(way, batch);
        return batch;
    }

    /** Of the loop's JVM while a way ran; 0 where it never did. */
    double gcPauseMillis(Way way) {
        var batch = batches.get(way);
        return batch == null ? 0 : batch.gcPauseMillis();
    }

    private Runner processes(Bench bench) throws AbsentException {
        var pool =
                WorkerPool.ofProcesses()
                        .maxHeap(settings.maxHeap())
                        .allow(types.toArray(Class<?>[]::new))
                        .open();
        try {
            var _ =
                    pool.submit(workload.work(), workload.inputs().getFirst())
                            .block(START.plus(settings.deadline()));
            return batch(bench, Way.PROCESSES, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw new AbsentException(String.valueOf(e.getMessage()));
        }
    }

    /** How much a way does in a round. */
    LoopBatch.Size size(Way way) {
        int calls = sizes.calls(way);
        // Ten times what they take one behind the other.
        var limit =
                Duration.ofNanos((long) (10e3 * call.elapsedMicros().median() * calls))
                        .plus(settings.deadline());
        return new LoopBatch.Size(
                calls,
                settings.concurrency(),
                call.cpuMicros(),
                sizes.compared(workload.inputs().size()),
                limit);
    }
}
