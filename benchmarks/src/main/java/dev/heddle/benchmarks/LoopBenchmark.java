package dev.heddle.benchmarks;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;

import dev.heddle.Action;
import dev.heddle.EventLoop;
import dev.heddle.Task;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Mono;

/** What the loop's own operations cost, beside the JDK's scheduler of virtual threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LoopBenchmark {
    private static final int TASKS = 10_000;
    private static final int SWITCHES = 100_000;
    private static final int AWAITS = 1_000_000;

    private EventLoop loop;

    @Setup
    public void open() {
        loop = EventLoop.open();
    }

    @TearDown
    public void close() {
        loop.close();
    }

    private void onLoop(Action body) {
        loop.spawn(body).mono().block();
    }

    // --- two tasks take turns ---------------------------------------------------------------

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public void switchTasks() {
        Callable<Boolean> turns =
                () -> {
                    for (int i = 0; i < SWITCHES / 2; i++) {
                        checkpoint();
                    }
                    return true;
                };
        onLoop(() -> gather(List.of(turns, turns)));
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public void switchJdkVirtualThreads() throws InterruptedException {
        Runnable turns =
                () -> {
                    for (int i = 0; i < SWITCHES / 2; i++) {
                        Thread.yield();
                    }
                };
        var one = Thread.startVirtualThread(turns);
        var two = Thread.startVirtualThread(turns);
        one.join();
        two.join();
    }

    // --- start and finish -------------------------------------------------------------------

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void spawnTasks() {
        onLoop(() -> {
            int[] done = {0};
            for (int i = 0; i < TASKS; i++) {
                loop.spawn(() -> done[0]++);
            }
            while (done[0] < TASKS) {
                checkpoint();
            }
        });
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void spawnJdkVirtualThreads() throws InterruptedException {
        var done = new CountDownLatch(TASKS);
        for (int i = 0; i < TASKS; i++) {
            Thread.startVirtualThread(done::countDown);
        }
        done.await();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void spawnAndAwaitOneByOne() {
        onLoop(() -> {
            for (int i = 0; i < TASKS; i++) {
                await(loop.spawn(() -> 1));
            }
        });
    }

    // --- what is there already --------------------------------------------------------------

    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public void awaitFinishedMono(Blackhole sink) {
        Mono<Integer> ready = Mono.just(1);
        onLoop(() -> {
            for (int i = 0; i < AWAITS; i++) {
                sink.consume(await(ready));
            }
        });
    }

    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public void awaitFinishedFuture(Blackhole sink) {
        var ready = CompletableFuture.completedFuture(1);
        onLoop(() -> {
            for (int i = 0; i < AWAITS; i++) {
                sink.consume(await(ready));
            }
        });
    }

    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public void awaitFinishedTask(Blackhole sink) {
        Task<Integer> ready = loop.spawn(() -> 1);
        onLoop(() -> {
            for (int i = 0; i < AWAITS; i++) {
                sink.consume(await(ready));
            }
        });
    }

    /** Not finished when it is subscribed to, but before that returns: costs the subscription. */
    @Benchmark
    @OperationsPerInvocation(AWAITS)
    public void awaitMonoWithoutParking(Blackhole sink) {
        Mono<Integer> mapped = Mono.just(1).hide().map(i -> i + 1);
        onLoop(() -> {
            for (int i = 0; i < AWAITS; i++) {
                sink.consume(await(mapped));
            }
        });
    }
}
