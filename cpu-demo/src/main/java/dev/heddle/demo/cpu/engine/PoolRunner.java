package dev.heddle.demo.cpu.engine;

import static java.util.Objects.requireNonNull;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import dev.heddle.worker.InProcessPool;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs jobs on all cores, or an engine that does so itself, in a pool of threads of its own. */
final class PoolRunner implements Runner {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** So that a core which others need for a while does not hold up the end. */
    private static final int PARTS_PER_CORE = 4;

    private final InProcessPool pool;
    private final Supplier<Mono<Object>> rounds;
    private final Closing engine;

    private PoolRunner(InProcessPool pool, Way way, Closing engine) {
        this.pool = pool;
        this.rounds = () -> way.round(pool);
        this.engine = engine;
    }

    /** One that runs the same job each round. */
    static Runner of(Job<?, ?> job, Bench bench) {
        return ofEach(() -> job, bench);
    }

    /** One that asks for a job each round, which brings a new array with it. */
    static Runner ofEach(Supplier<? extends Job<?, ?>> jobs, Bench bench) {
        return new PoolRunner(
                WorkerPool.threads(),
                pool -> run(jobs.get(), pool, bench.cores() * PARTS_PER_CORE),
                () -> {});
    }

    /**
     * One for an engine that has threads of its own for the other cores, besides the one that calls
     * it, which is the pool's only one.
     *
     * @param call makes it do everything
     * @param engine closed in the end
     */
    static Runner ofCall(Callable<Object> call, Closing engine) {
        return new PoolRunner(
                WorkerPool.ofThreads().size(1).open(), pool -> pool.submit(call), engine);
    }

    private static <I, O> Mono<Object> run(Job<I, O> job, InProcessPool pool, int parts) {
        var inputs = Flux.fromIterable(job.cut().apply(parts));
        return pool.mapSequential(job.part(), inputs).collectList().map(job.combine());
    }

    @Override
    public Round round() throws Exception {
        try {
            return Round.of(requireNonNull(rounds.get().block(DEADLINE)));
        } catch (RuntimeException e) {
            throw Exceptions.unwrap(e) instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        pool.close();
        engine.close();
    }

    /** What it does in a round. */
    private interface Way {
        Mono<Object> round(InProcessPool pool);
    }

    /** Lets go of an engine; none of those here can fail to. */
    interface Closing extends AutoCloseable {
        @Override
        void close();
    }
}
