package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Calls that meet the end of a worker, a theft or a cancellation at the worst moment. */
@Timeout(30)
class ProcessPoolRacesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path signs;

    private String sign(String name) {
        return signs.resolve(name).toString();
    }

    private long awaitSign(String name) throws Exception {
        var sign = signs.resolve(name);
        while (!Files.exists(sign) || Files.size(sign) == 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return Long.parseLong(Files.readString(sign));
    }

    /** A subscriber that lets one look at its call. */
    private static final class Caller<T> extends BaseSubscriber<T> {
        private final CompletableFuture<Call<?>> call = new CompletableFuture<>();

        @Override
        protected void hookOnSubscribe(Subscription made) {
            requestUnbounded();
            call.complete((Call<?>) made);
        }

        /** Once it is with a worker. */
        ProcessWorker worker() {
            @Nullable Object worker = null;
            while (!(worker instanceof ProcessWorker)) {
                worker = call.join().worker();
            }
            return (ProcessWorker) worker;
        }
    }

    private static <T> Caller<T> make(Mono<T> call) {
        return call.subscribeWith(new Caller<>());
    }

    @Test
    void callsBehindOneThatWearsItsWorkerOutAreNotAtFault() throws Exception {
        try (var pool = WorkerPool.ofProcesses().size(1).recycleAfter(1).open()) {
            var calls =
                    IntStream.range(0, 8)
                            .mapToObj(n -> pool.submit(Deeds::square, n).toFuture())
                            .toList();
            for (int n = 0; n < 8; n++) {
                assertThat(calls.get(n).get(60, TimeUnit.SECONDS)).isEqualTo(n * n);
            }
        }
    }

    @Test
    void anAdaptiveViewRefusesACapturingLambdaToo() {
        int captured = Integer.parseInt("7");
        try (var pool = WorkerPool.ofProcesses().size(1).spares(0).open();
                var adaptive = WorkerPool.adaptive(pool)) {
            assertThatThrownBy(
                            () -> adaptive.submit((Integer n) -> n + captured, 1).block(PATIENCE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("captured");
            assertThat(adaptive.submit(Deeds::square, 3).block(PATIENCE)).isEqualTo(9);
        }
    }

    @Test
    void aWorkerThatAnswersForAWithdrawnCallRestsOnlyOnce() throws Exception {
        try (var pool =
                WorkerPool.ofProcesses().size(2).spares(0).budget(CoreBudget.of(2)).open()) {
            // Each worker begins with two calls, the second behind the first.
            var one = pool.submit(Deeds::untilThere, List.of(sign("1"), sign("go 1"))).toFuture();
            var behindOne = make(pool.submit(Deeds::untilThere, List.of(sign("x"), sign("x"))));
            var two = pool.submit(Deeds::untilThere, List.of(sign("2"), sign("go 2"))).toFuture();
            var behindTwo = make(pool.submit(Deeds::untilThere, List.of(sign("y"), sign("y"))));
            awaitSign("1");
            awaitSign("2");
            behindOne.cancel();
            behindTwo.cancel();
            Files.createFile(signs.resolve("go 1"));
            one.get(20, TimeUnit.SECONDS);
            Files.createFile(signs.resolve("go 2"));
            two.get(20, TimeUnit.SECONDS);
            // Its word on the withdrawn call is in the socket behind this result.
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());

            var _ = pool.submit(Deeds::hang, sign("a")).subscribe(_ -> {}, _ -> {});
            var _ = pool.submit(Deeds::hang, sign("b")).subscribe(_ -> {}, _ -> {});
            assertThat(awaitSign("a")).isNotEqualTo(awaitSign("b"));
        }
    }

    @Test
    void aCallThatIsCancelledWhileItIsStolenNeverStarts() throws Exception {
        try (var pool = WorkerPool.ofProcesses().size(1).spares(0).open()) {
            var first =
                    pool.submit(Deeds::untilThere, List.of(sign("begun"), sign("go"))).toFuture();
            var second = make(pool.submit(Deeds::untilThere, List.of(sign("never"), sign("go"))));
            long pid = awaitSign("begun");
            var worker = second.worker();
            var stolen = worker.giveLast();
            assertThat(stolen).isSameAs(second.call.join());
            second.cancel();
            worker.takeStolen(stolen);
            Files.createFile(signs.resolve("go"));

            first.get(20, TimeUnit.SECONDS);
            assertThat(pool.submit(Deeds::pid, "").block(PATIENCE)).isEqualTo(pid);
            assertThat(signs.resolve("never")).doesNotExist();
            pool.drain().block(PATIENCE);
        }
    }

    @Test
    void aDeadWorkerDoesNotTakeACoreForACallThatWasCancelled() throws Exception {
        try (var open =
                WorkerPool.ofProcesses().size(1).spares(0).budget(CoreBudget.of(1)).open()) {
            var pool = (ProcessPoolImpl) open;
            var doomed = make(pool.submit(Deeds::hang, sign("hung")));
            long pid = awaitSign("hung");
            var go = new CountDownLatch(1);
            pool.housekeeping(() -> awaitQuietly(go));
            doomed.cancel();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            while (!pool.workers().isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            var next = pool.submit(Deeds::square, 5).toFuture();
            go.countDown();

            assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo(25);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void inputsWithoutAHashCodeReturnAfterADeathToo() {
        try (var pool = WorkerPool.ofProcesses().size(1).spares(0).allow(Deeds.Sly.class).open()) {
            assertThatThrownBy(() -> pool.submit(Deeds::halt, 9).block(PATIENCE))
                    .isInstanceOf(WorkerException.class);
            assertThat(pool.submit(Deeds::tell, new Deeds.Sly("s")).block(PATIENCE)).isEqualTo("s");
        }
    }

    @Test
    void contextThatMayNotTravelStaysHereHoweverDeepItLies() {
        try (var pool = WorkerPool.ofProcesses().size(1).spares(0).open()) {
            var told =
                    pool.submit(Deeds::reactorContext, "user")
                            .contextWrite(c ->
                                    c.put("user", "ann")
                                            .put("deep", List.of(new Deeds.Secret("s")))
                                            .put("huge", "x".repeat(2 << 20)))
                            .block(PATIENCE);
            assertThat(told).isEqualTo("ann");
        }
    }

    @Test
    void aCallIsNotKilledForOneThatHadReturnedBeforeItBegan() throws Exception {
        try (var pool =
                WorkerPool.ofProcesses()
                        .size(1)
                        .spares(0)
                        .deliverOn(Schedulers.immediate())
                        .open()) {
            boolean tried = false;
            for (int round = 0; round < 20 && !tried; round++) {
                tried = cancelsWhatHasReturned(pool, "begun " + round, "end " + round);
            }
            assertThat(tried).as("three calls were on their way to the worker").isTrue();
        }
    }

    /** False if calls took so long, on a busy machine, that fewer than three were sent ahead. */
    private boolean cancelsWhatHasReturned(ProcessPool pool, String begun, String end)
            throws Exception {
        for (int n = 0; n < 100; n++) {
            assertThat(pool.submit(Deeds::square, n).block(PATIENCE)).isEqualTo(n * n);
        }
        var queued = new CountDownLatch(1);
        var isBusy = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        var delivered = new CountDownLatch(1);
        var first =
                pool.submit(Deeds::square, 0)
                        .doOnNext(_ -> {
                            delivered.countDown();
                            awaitQuietly(queued);
                        })
                        .toFuture();
        delivered.await();
        var busy =
                pool.submit(Deeds::square, 1)
                        .doOnNext(_ -> {
                            isBusy.countDown();
                            awaitQuietly(mayGoOn);
                        })
                        .toFuture();
        var returned = make(pool.submit(Deeds::square, 2));
        var next = pool.submit(Deeds::untilThere, List.of(sign(begun), sign(end))).toFuture();
        queued.countDown();
        isBusy.await();
        boolean tried = isThereSoon(signs.resolve(begun));
        returned.cancel();
        mayGoOn.countDown();
        Files.createFile(signs.resolve(end));

        assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo(sign(begun));
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(0);
        assertThat(busy.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        return tried;
    }

    private static boolean isThereSoon(Path file) {
        for (int i = 0; i < 500 && !Files.exists(file); i++) {
            LockSupport.parkNanos(1_000_000);
        }
        return Files.exists(file);
    }

    @Test
    void aPoolThatIsBusyAllTheTimeSharesItsCore() {
        var budget = CoreBudget.of(1);
        try (var busy = WorkerPool.ofProcesses().size(1).spares(0).budget(budget).open();
                var other = WorkerPool.ofProcesses().size(1).spares(0).budget(budget).open()) {
            assertThat(busy.submit(Deeds::square, 2).block(PATIENCE)).isEqualTo(4);
            var others = other.submit(Deeds::square, 3).repeat(20).last();
            // Ever one more behind the one that runs.
            var flood =
                    Flux.range(0, Integer.MAX_VALUE)
                            .flatMap(n -> busy.submit(Deeds::square, n), 64)
                            .takeUntilOther(others);
            assertThat(flood.then(others).block(PATIENCE)).isEqualTo(9);
        }
    }

    @Test
    void blockedThreadsOfReactorsDoNotKeepResultsFromThoseTheyWaitFor() {
        try (var pool = WorkerPool.ofProcesses().size(1).spares(0).open()) {
            int more = 2 * Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;
            var sums =
                    Flux.range(0, more)
                            .flatMap(
                                    n ->
                                            Mono.fromCallable(() ->
                                                            pool.submit(Deeds::square, n).block())
                                                    .subscribeOn(Schedulers.boundedElastic()),
                                    more);
            assertThat(sums.collectList().block(PATIENCE)).hasSize(more);
        }
    }

    @Test
    void callsDoNotFailWhileAnotherWorkerStarts() throws Exception {
        var signsOfStarts = signs.toString();
        try (var pool =
                WorkerPool.ofProcesses()
                        .size(2)
                        .spares(0)
                        .initializer(Deeds::firstOneExits, signsOfStarts)
                        .open()) {
            var call = pool.submit(Deeds::square, 6).toFuture();
            // The one that exited has a successor, so its end has been dealt with.
            awaitSign("start 2");
            Files.createFile(signs.resolve("go"));
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(36);
        }
    }

    /** The rehearsal of a spare fails where maxResult is small. */
    @Test
    void whoDoesNotWorkForThePoolTakesNoCallsWhenItsRehearsalFails() throws Exception {
        try (var open =
                WorkerPool.ofProcesses().size(1).spares(1).budget(CoreBudget.of(2)).open()) {
            var pool = (ProcessPoolImpl) open;
            var first = make(pool.submit(Deeds::hang, sign("1")));
            awaitSign("1");
            while (pool.workers().size() < 2) {
                LockSupport.parkNanos(1_000_000);
            }
            // The other one works from now on.
            pool.lost(first.worker());
            make(pool.submit(Deeds::hang, sign("2")));
            awaitSign("2");
            make(pool.submit(Deeds::hang, sign("waits")));
            assertThat(pool.stats().queued()).isEqualTo(1);
            var like = first.worker();
            like.failed(like.process(), -1, new IllegalStateException("too large"), 0);
            assertThat(pool.stats().queued()).isEqualTo(1);
        }
    }

    @Test
    void aWorkerThatIsToHaveOneCallHasOne() {
        try (var pool = WorkerPool.ofProcesses().size(1).spares(1).recycleAfter(1).open()) {
            var pids = Flux.range(0, 8).flatMap(_ -> pool.submit(Deeds::pid, ""), 8);
            assertThat(pids.collectList().block(PATIENCE)).doesNotHaveDuplicates().hasSize(8);
        }
    }

    @Test
    void aBusyWorkerThatWasSaidToRestIsNotWokenInsteadOfAnIdleOne() throws Exception {
        try (var open =
                WorkerPool.ofProcesses().size(2).spares(0).budget(CoreBudget.of(2)).open()) {
            var pool = (ProcessPoolImpl) open;
            while (pool.workers().size() < 2) {
                LockSupport.parkNanos(1_000_000);
            }
            var busy = make(pool.submit(Deeds::hang, sign("busy")));
            awaitSign("busy");
            busy.worker().rest();
            var _ = pool.submit(Deeds::hang, sign("other")).subscribe(_ -> {}, _ -> {});
            assertThat(awaitSign("other")).isNotEqualTo(awaitSign("busy"));
        }
    }
}
