package dev.heddle.benchmarks.bridge;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;
import dev.heddle.worker.Work;
import dev.heddle.worker.WorkerPool;
import java.util.List;

/** Payloads to a process and back, one at a time. */
final class ToProcesses {
    static final int KILOBYTE = 1024;
    static final int DOUBLES = 8_000_000;

    private ToProcesses() {}

    static Exercise kilobyte(WorkerPool pool) {
        Work<byte[], byte[]> echo = Works::echo;
        return echoes(pool, echo, new byte[KILOBYTE]);
    }

    /** One worker, whose shared memory is used again and again, as in a pool it is. */
    static Exercise doubles() {
        Work<double[], double[]> echo = Works::echo;
        var pool = WorkerPool.ofProcesses().size(1).spares(0).maxHeap(1 << 30).open();
        return echoes(pool, echo, new double[DOUBLES]);
    }

    private static <T> Exercise echoes(WorkerPool pool, Work<T, T> echo, T payload) {
        var loop = EventLoop.open();
        return units ->
                loop.mono(
                                () -> {
                                    long start = System.nanoTime();
                                    for (int i = 0; i < units; i++) {
                                        T _ = await(pool.submit(echo, payload));
                                    }
                                    return List.of(System.nanoTime() - start);
                                })
                        .block();
    }
}
