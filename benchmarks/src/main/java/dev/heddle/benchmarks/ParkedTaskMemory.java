package dev.heddle.benchmarks;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;

import dev.heddle.Action;
import dev.heddle.EventLoop;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * How much heap a parked task holds: the difference 100,000 of them make, after a full collection.
 */
public final class ParkedTaskMemory {
    private static final int TASKS = 100_000;

    private ParkedTaskMemory() {}

    public static void main(String... args) {
        measure("warm-up", () -> await(Mono.never()));
        measure("a task in await(Mono)", () -> await(Mono.never()));
        measure("a task in sleep", () -> sleep(Duration.ofHours(1)));
        measure("a bare virtual thread in park", null);
    }

    private static void measure(String what, Action body) {
        try (var loop = EventLoop.builder().closeGrace(Duration.ofMinutes(1)).open()) {
            loop.spawn(
                            () -> {
                                long before = used();
                                IntStream.range(0, TASKS).forEach(_ -> start(loop, body));
                                checkpoint();
                                System.out.printf(
                                        "%s: %d bytes%n", what, (used() - before) / TASKS);
                            })
                    .mono()
                    .block();
        }
    }

    private static void start(EventLoop loop, Action body) {
        if (body == null) {
            Thread.startVirtualThread(LockSupport::park);
        } else {
            loop.spawn(body);
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
