package dev.heddle.demo.cpu.model;

import static dev.heddle.Async.await;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** A task of the loop that hands the parts to a pool and awaits them. */
record Pooled<I, O>(Bench bench, WorkerPool pool, Parts<I, O> parts) implements Runner {
    private static final Duration DEADLINE = Duration.ofSeconds(OnLoop.LIMIT_SECONDS);

    static <I, O> Runner threads(Bench bench, Job<I, O> job) {
        var pool =
                WorkerPool.ofThreads()
                        .name("compare-threads")
                        .size(bench.cores())
                        .deadline(DEADLINE)
                        .open();
        return new Pooled<>(bench, pool, Parts.of(job, bench));
    }

    /** Warm: processes that a service has had for long are not started in its requests. */
    static <I, O> Runner processes(Bench bench, Job<I, O> job) throws Exception {
        var parts = Parts.of(job, bench);
        var pool =
                WorkerPool.ofProcesses()
                        .name("compare-processes")
                        .size(bench.cores())
                        .spares(0)
                        .allow(parts.ownTypes())
                        .deadline(DEADLINE)
                        .open();
        var runner = new Pooled<>(bench, pool, parts);
        try {
            runner.start();
            return runner;
        } catch (Exception e) {
            pool.close();
            throw e;
        }
    }

    private void start() throws Exception {
        var calls = Flux.range(0, bench.cores() * 2);
        OnLoop.run(bench.loop(), () -> await(pool.map(Pooled::same, calls).collectList()));
    }

    private static int same(int number) {
        return number;
    }

    @Override
    public Round round() throws Exception {
        return Round.of(OnLoop.run(bench.loop(), this::inPool));
    }

    private Object inPool() {
        var results = pool.mapSequential(parts.part(), Flux.fromIterable(parts.inputs()));
        return parts.combine().apply(await(results.collectList()));
    }

    @Override
    public void close() {
        pool.close();
    }
}
