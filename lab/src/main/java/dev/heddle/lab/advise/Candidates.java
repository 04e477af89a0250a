package dev.heddle.lab.advise;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Runner;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Makes the ways to run one work ready for a trial. */
final class Candidates<I, O> {
    /** About how long the fastest of the models shall take for a round. */
    private static final double ROUND_MICROS = 30_000;

    /** And a slow one at most, if it need not be longer. */
    private static final double SLOW_ROUND_MICROS = 300_000;

    private static final int MOST_CALLS = 20_000;

    /** What a call costs at least, with its way to and from a pool. */
    private static final double LEAST_MICROS = 1.5;

    /** How long a process may take to start. */
    private static final Duration START = Duration.ofSeconds(30);

    private final OwnWorkload<I, O> workload;
    private final CallProfile call;
    private final List<Class<?>> types;
    private final Advisor.Settings settings;
    private final int cores = Runtime.getRuntime().availableProcessors();

    Candidates(
            OwnWorkload<I, O> workload,
            CallProfile call,
            List<Class<?>> types,
            Advisor.Settings settings) {
        this.workload = workload;
        this.call = call;
        this.types = types;
        this.settings = settings;
    }

    List<Candidate> all() {
        return Stream.of(Way.values()).map(way -> new Candidate(way.model(), opener(way))).toList();
    }

    private Runner.Opener opener(Way way) {
        return bench ->
                switch (way) {
                    case INLINE -> new LoopBatch<>(bench.loop(), workload, null, size(way));
                    case THREADS -> pooled(bench, way, WorkerPool.threads());
                    case VIRTUAL_THREADS -> pooled(bench, way, WorkerPool.virtualThreads());
                    case PROCESSES -> processes(bench);
                };
    }

    private Runner pooled(Bench bench, Way way, WorkerPool pool) {
        return new LoopBatch<>(bench.loop(), workload, pool, size(way));
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
            return pooled(bench, Way.PROCESSES, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw new AbsentException(String.valueOf(e.getMessage()));
        }
    }

    // --- how much ---------------------------------------------------------------------------

    /**
     * How much a way does in a round: fewer calls where it makes few at a time of many that wait.
     */
    LoopBatch.Size size(Way way) {
        int calls = calls();
        boolean fewAtATime = way == Way.THREADS || way == Way.PROCESSES;
        if (fewAtATime) {
            double most = SLOW_ROUND_MICROS * cores / call.elapsedMicros().median();
            calls = (int) Math.max(Math.min(calls, most), Math.min(calls, 4 * cores));
        }
        double slowest = call.elapsedMicros().median() * calls;
        var limit = settings.deadline().plus(Duration.ofNanos((long) (10e3 * slowest)));
        return new LoopBatch.Size(
                calls, settings.concurrency(), call.cpuMicros(), 4 * cores, limit);
    }

    private int calls() {
        double byCpu = ROUND_MICROS / Math.max(call.cpuMicros() / cores, LEAST_MICROS);
        double elapsed = call.elapsedMicros().median();
        double byWait =
                call.mostlyWaits()
                        ? settings.concurrency() * Math.max(1, Math.rint(ROUND_MICROS / elapsed))
                        : MOST_CALLS;
        int least = Math.max(4 * cores, leastForConcurrency());
        return (int) Math.max(least, Math.min(MOST_CALLS, Math.min(byCpu, byWait)));
    }

    /** All tasks have a call in flight, unless that took too long. */
    private int leastForConcurrency() {
        double micros = settings.concurrency() * call.cpuMicros() / cores;
        return micros <= SLOW_ROUND_MICROS ? settings.concurrency() : 0;
    }
}
