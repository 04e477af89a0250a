package dev.heddle.benchmarks.bridge;

import static dev.heddle.Async.await;

import dev.heddle.DeadlineExceededException;
import dev.heddle.EventLoop;
import dev.heddle.worker.CallOptions;
import dev.heddle.worker.ProcessPool;
import dev.heddle.worker.Work;
import dev.heddle.worker.WorkerPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** How long it takes until a worker is gone, and until there is another. */
final class Ends {
    private static final Duration DEADLINE = Duration.ofMillis(100);
    private static final CallOptions LATE = CallOptions.DEFAULT.withDeadline(DEADLINE);
    private static final Work<Integer, Integer> INCREMENT = Works::increment;
    private static final Work<Integer, Integer> NEVER_END = Works::neverEnd;

    private Ends() {}

    /** From the deadline to the error in the caller, and to the end of the process. */
    static Exercise deadline() {
        var pool = WorkerPool.ofProcesses().size(1).spares(0).open();
        return onLoop(() -> {
            int _ = await(pool.submit(INCREMENT, 1));
            var process = ProcessHandle.of(pool.workers().getFirst().pid()).orElseThrow();
            long due = System.nanoTime() + DEADLINE.toNanos();
            missDeadline(pool);
            long told = System.nanoTime();
            var _ = await(process.onExit());
            return List.of(told - due, System.nanoTime() - due);
        });
    }

    /** From the error of a call whose worker is killed to the result of the next. */
    static Exercise spare() {
        var pool = WorkerPool.ofProcesses().size(1).spares(1).open();
        return onLoop(() -> {
            awaitWorkers(pool, 2);
            int _ = await(pool.submit(INCREMENT, 1));
            missDeadline(pool);
            return timed(() -> await(pool.submit(INCREMENT, 1)));
        });
    }

    private static void missDeadline(ProcessPool pool) {
        try {
            int _ = await(pool.submit(NEVER_END, 1, LATE));
        } catch (DeadlineExceededException _) {
            return;
        }
        throw new IllegalStateException("what never ends has ended");
    }

    private static void awaitWorkers(ProcessPool pool, int count) throws InterruptedException {
        while (pool.workers().size() < count) {
            Thread.sleep(1); // parks the task
        }
    }

    /** From the opening of a pool to the result of its first call. */
    static Exercise cold() {
        return onLoop(() -> firstCall(one()));
    }

    /** The same with a start-up cache, which is made before. */
    static Exercise coldWithCache() throws Exception {
        var directory = Files.createTempDirectory("bridge");
        var cache = directory.resolve("worker.aot");
        cache.toFile().deleteOnExit();
        directory.toFile().deleteOnExit();
        makeCache(cache);
        return onLoop(() -> firstCall(one().aotCache(cache)));
    }

    private static void makeCache(Path cache) throws InterruptedException {
        try (var pool = one().aotCache(cache).open()) {
            var _ = pool.submit(INCREMENT, 1).block();
            for (long left = TimeUnit.MINUTES.toMillis(2); !Files.exists(cache); left -= 10) {
                if (left < 0) {
                    throw new IllegalStateException("no cache was made in two minutes");
                }
                Thread.sleep(10);
            }
        }
    }

    private static ProcessPool.Builder one() {
        return WorkerPool.ofProcesses().size(1).spares(0);
    }

    private static List<Long> firstCall(ProcessPool.Builder builder) throws Exception {
        var opened = new ArrayList<ProcessPool>();
        try {
            return timed(() -> {
                opened.add(builder.open());
                return await(opened.getFirst().submit(INCREMENT, 1));
            });
        } finally {
            opened.forEach(ProcessPool::close);
        }
    }

    private static List<Long> timed(Callable<?> code) throws Exception {
        long start = System.nanoTime();
        var _ = code.call();
        return List.of(System.nanoTime() - start);
    }

    /** One unit after the other in a task; the sums of what they measure. */
    private static Exercise onLoop(Callable<List<Long>> unit) {
        var loop = EventLoop.open();
        return units ->
                loop.mono(
                                () -> {
                                    long first = 0;
                                    long last = 0;
                                    for (int i = 0; i < units; i++) {
                                        var figures = unit.call();
                                        first += figures.getFirst();
                                        last += figures.getLast();
                                    }
                                    return List.of(first, last);
                                })
                        .block();
    }
}
