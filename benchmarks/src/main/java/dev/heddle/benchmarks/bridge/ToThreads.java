package dev.heddle.benchmarks.bridge;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;

import dev.heddle.EventLoop;
import dev.heddle.worker.Work;
import dev.heddle.worker.WorkerPool;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Tiny calls from a loop to a pool and back. */
final class ToThreads {
    static final int IN_FLIGHT = 500;
    private static final Work<Integer, Integer> INCREMENT = Works::increment;

    private ToThreads() {}

    /** A task that awaits one call after the other. */
    static Exercise oneAtATime(WorkerPool pool) {
        return onLoop(units -> {
            for (int i = 0; i < units; i++) {
                int _ = await(pool.submit(INCREMENT, i));
            }
        });
    }

    /** As many tasks as calls are in flight. */
    static Exercise tasks(WorkerPool pool) {
        return onLoop(units -> {
            Callable<Integer> task =
                    () -> {
                        int last = 0;
                        for (int i = 0; i < units / IN_FLIGHT; i++) {
                            last = await(pool.submit(INCREMENT, i));
                        }
                        return last;
                    };
            var _ = gather(Collections.nCopies(IN_FLIGHT, task));
        });
    }

    static Exercise flatMap(WorkerPool pool) {
        return onLoop(units -> {
            var _ =
                    await(
                            numbers(units)
                                    .flatMap(i -> pool.submit(INCREMENT, i), IN_FLIGHT)
                                    .count());
        });
    }

    static Exercise map(WorkerPool pool) {
        return onLoop(units -> {
            var _ = await(pool.map(INCREMENT, numbers(units)).count());
        });
    }

    private static Flux<Integer> numbers(int count) {
        return Flux.range(0, count);
    }

    private interface LoopCode {
        void run(int units) throws Exception;
    }

    private static Exercise onLoop(LoopCode code) {
        var loop = EventLoop.open();
        return units ->
                loop.mono(
                                () -> {
                                    long start = System.nanoTime();
                                    code.run(units);
                                    return List.of(System.nanoTime() - start);
                                })
                        .block();
    }

    // --- Reactor ----------------------------------------------------------------------------

    static Exercise reactorOneAtATime() {
        var loop = nettyLoop();
        return units -> timed(numbers(units).concatMap(i -> hop(i, loop), 1).subscribeOn(loop));
    }

    static Exercise reactorFlatMap() {
        var loop = nettyLoop();
        return units ->
                timed(numbers(units).flatMap(i -> hop(i, loop), IN_FLIGHT).subscribeOn(loop));
    }

    private static Publisher<Integer> hop(int number, Scheduler loop) {
        return Mono.fromCallable(() -> Works.increment(number))
                .subscribeOn(Schedulers.parallel())
                .publishOn(loop);
    }

    private static Scheduler nettyLoop() {
        return Schedulers.fromExecutorService(
                LoopResources.create("loop", 1, true).onServer(true).next());
    }

    private static List<Long> timed(Flux<?> calls) {
        long start = System.nanoTime();
        var _ = calls.count().block();
        return List.of(System.nanoTime() - start);
    }
}
