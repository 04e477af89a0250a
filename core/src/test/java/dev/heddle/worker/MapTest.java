package dev.heddle.worker;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Timeout(30)
class MapTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final InProcessPool pool =
            WorkerPool.ofThreads().size(2).budget(CoreBudget.of(2)).open();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void eachInputHasItsResultOnALoop() {
        var all =
                EventLoop.run(() -> await(pool.map(i -> -i, Flux.range(0, 100_000)).collectList()));

        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100_000).mapToObj(i -> -i).toList());
    }

    @Test
    void mapSequentialKeepsTheOrderOffALoop() {
        var all = pool.mapSequential(i -> -i, Flux.range(0, 100_000)).collectList().block(PATIENCE);

        assertThat(all)
                .containsExactlyElementsOf(IntStream.range(0, 100_000).mapToObj(i -> -i).toList());
    }

    @Test
    void tinyWorkTravelsSeveralAtATime() {
        pool.map(i -> i, Flux.range(0, 100_000)).then().block(PATIENCE);

        assertThat(pool.stats().completed()).isLessThan(50_000);
    }

    @Test
    void aResultIsGivenForEachOneAskedFor() {
        var verifier = StepVerifier.create(pool.mapSequential(i -> i, Flux.range(0, 5)), 0);
        verifier.expectSubscription()
                .thenRequest(1)
                .expectNext(0)
                .thenRequest(2)
                .expectNext(1, 2)
                .thenRequest(9)
                .expectNext(3, 4)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void whoTakesOneOfAMillionStartsFew() {
        var started = new AtomicInteger();
        StepVerifier.create(pool.map(i -> started.incrementAndGet(), Flux.range(0, 1_000_000)), 1)
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);

        assertThat(started).hasValueLessThanOrEqualTo(32 * 1024);
    }

    @Test
    void nullsAreLeftOut() {
        StepVerifier.create(
                        pool.mapSequential((Integer i) -> i % 2 == 0 ? i : null, Flux.range(0, 10)),
                        5)
                .expectNext(0, 2, 4, 6, 8)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void noInputsNoResults() {
        StepVerifier.create(pool.map(i -> i, Flux.empty()), 0).expectComplete().verify(PATIENCE);
    }

    @Test
    void aFailureComesAfterTheResultsOfTheInputsBeforeIt() {
        var results =
                pool.mapSequential(
                        (Integer i) -> {
                            if (i == 70_001) {
                                throw new IllegalStateException("no " + i);
                            }
                            return i;
                        },
                        Flux.range(0, 1_000_000));

        StepVerifier.create(results)
                .expectNextSequence(IntStream.rangeClosed(0, 70_000).boxed().toList())
                .expectErrorMessage("no 70001")
                .verify(PATIENCE);
    }

    @Test
    void theUpstreamsFailureEndsIt() {
        StepVerifier.create(
                        pool.map(
                                i -> i,
                                Flux.<Integer>error(new IllegalStateException("no inputs"))))
                .expectErrorMessage("no inputs")
                .verify(PATIENCE);
    }

    @Test
    void cancellingStopsWhatRunsAndStartsNothingMore() throws Exception {
        var started = new Semaphore(0);
        var interrupted = new Semaphore(0);
        var subscription =
                pool.map(
                                i -> {
                                    started.release();
                                    try {
                                        new CountDownLatch(1).await();
                                    } finally {
                                        interrupted.release();
                                    }
                                    return i;
                                },
                                Flux.range(0, 100))
                        .subscribe();
        started.acquire(2);

        subscription.dispose();

        interrupted.acquire(2);
        assertThat(pool.submit(() -> "free").block(PATIENCE)).isEqualTo("free");
        assertThat(started.availablePermits()).isZero();
    }

    @Test
    void aFullPoolIsWaitedFor() throws Exception {
        try (var small = WorkerPool.ofThreads().size(1).queue(1).budget(CoreBudget.of(1)).open()) {
            var running = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var first = small.submit(() -> hold(running, go)).toFuture();
            running.await();
            var second = small.submit(() -> 2).toFuture();
            var sum = small.map((Integer i) -> i, Flux.range(0, 100)).reduce(Integer::sum);
            var total = sum.toFuture();

            go.countDown();

            assertThat(total.get()).isEqualTo(4950);
            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get()).isEqualTo(2);
        }
    }

    private static int hold(CountDownLatch running, CountDownLatch go) throws Exception {
        running.countDown();
        go.await();
        return 1;
    }

    @Test
    void closingThePoolEndsIt() throws Exception {
        var started = new Semaphore(0);
        var failure =
                pool.map(
                                i -> {
                                    started.release();
                                    new CountDownLatch(1).await();
                                    return i;
                                },
                                Flux.range(0, 100))
                        .then()
                        .toFuture();
        started.acquire(2);

        pool.close();

        assertThat(failure.handle((_, e) -> Objects.requireNonNull(e)).get())
                .isInstanceOf(java.util.concurrent.CancellationException.class);
        StepVerifier.create(pool.map(i -> i, Flux.range(0, 1)))
                .expectError(RejectedExecutionException.class)
                .verify(PATIENCE);
    }

    @Test
    void aSingleCallOvertakesAMapThatWaits() throws Exception {
        try (var one = WorkerPool.ofThreads().size(1).budget(CoreBudget.of(1)).open()) {
            var running = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var before = new AtomicInteger();
            var map =
                    one.map(
                                    (Integer i) -> {
                                        if (i == 0) {
                                            hold(running, go);
                                        }
                                        return before.incrementAndGet();
                                    },
                                    Flux.range(0, 1_000))
                            .then()
                            .toFuture();
            running.await();
            var single = one.submit(before::get).toFuture();
            go.countDown();

            assertThat(single.get()).isLessThanOrEqualTo(4);
            map.get();
        }
    }

    @Test
    void batchesShrinkAtOnceAndGrowByAndBy() {
        var size = new BatchSize();
        for (int i = 0; i < 20; i++) {
            size.ran(size.size(), size.size() * 100L);
        }
        assertThat(size.size()).isEqualTo(BatchSize.MOST);

        size.ran(256, 256 * 1_000_000L);
        assertThat(size.size()).isEqualTo(1);

        size.ran(1, 100);
        assertThat(size.size()).isLessThanOrEqualTo(2);
    }

    @Test
    void idleWorkersShareWhatIsThere() {
        var size = new BatchSize();
        for (int i = 0; i < 20; i++) {
            size.ran(size.size(), size.size() * 100L);
        }

        assertThat(size.of(10, 2)).isEqualTo(5);
        assertThat(size.of(10, 0)).isEqualTo(10);
        assertThat(size.of(1_000, 0)).isEqualTo(BatchSize.MOST);
    }
}
