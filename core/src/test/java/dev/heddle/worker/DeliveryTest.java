package dev.heddle.worker;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.Trail;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * Where a result arrives: on the loop that asked for it, and elsewhere on the pool's own thread.
 */
class DeliveryTest {
    private final Trail trail = new Trail();

    private static String threadName() {
        return Thread.currentThread().getName();
    }

    @ForEachPool
    void anAwaitingTaskGoesOnWhereItWas(PoolKind kind) {
        try (var pool = kind.open(2)) {
            EventLoop.run(() -> {
                var loop = EventLoop.current();
                var task = Thread.currentThread();
                String worker = await(pool.submit(DeliveryTest::threadName));
                assertThat(worker).startsWith(pool.name() + "-");
                assertThat(EventLoop.current()).isSameAs(loop);
                assertThat(Thread.currentThread()).isSameAs(task);
            });
        }
    }

    @ForEachPool
    void workIsNotOnTheLoop(PoolKind kind) {
        try (var pool = kind.open(2)) {
            EventLoop.run(() -> {
                Callable<Object> loopOfTheWork =
                        () -> {
                            try {
                                return EventLoop.current();
                            } catch (WrongThreadException e) {
                                return "no loop";
                            }
                        };
                assertThat(await(pool.submit(loopOfTheWork))).isEqualTo("no loop");
            });
        }
    }

    @ForEachPool
    void operatorsOfAReactiveChainAreOnTheLoopThatSubscribed(PoolKind kind) {
        try (var pool = kind.open(2);
                var loop = EventLoop.open()) {
            var seen = new CompletableFuture<EventLoop>();
            loop.execute(() ->
                    pool.submit(() -> 1)
                            .doOnNext(_ -> seen.complete(EventLoop.current()))
                            .subscribe());
            assertThat(seen.join()).isSameAs(loop);
        }
    }

    @ForEachPool
    void failuresComeToTheLoopAsResultsDo(PoolKind kind) {
        try (var pool = kind.open(2);
                var loop = EventLoop.open()) {
            var seen = new CompletableFuture<EventLoop>();
            loop.execute(() ->
                    pool.submit(() -> Integer.parseInt("x"))
                            .subscribe(_ -> {}, _ -> seen.complete(EventLoop.current())));
            assertThat(seen.join()).isSameAs(loop);
        }
    }

    @ForEachPool
    void eachOfTwoLoopsGetsItsOwn(PoolKind kind) {
        try (var pool = kind.open(2);
                var one = EventLoop.open();
                var two = EventLoop.open()) {
            var seenByOne = new CompletableFuture<EventLoop>();
            var seenByTwo = new CompletableFuture<EventLoop>();
            var work = pool.submit(() -> 1);
            one.execute(() -> work.subscribe(_ -> seenByOne.complete(EventLoop.current())));
            two.execute(() -> work.subscribe(_ -> seenByTwo.complete(EventLoop.current())));
            assertThat(seenByOne.join()).isSameAs(one);
            assertThat(seenByTwo.join()).isSameAs(two);
        }
    }

    @ForEachPool
    void anEventLoopOfReactorNettyGetsItsOwnToo(PoolKind kind) {
        var resources = LoopResources.create("netty", 1, true);
        try (var pool = kind.open(2)) {
            var seen = new CompletableFuture<String>();
            resources
                    .onServer(true)
                    .execute(
                            () -> pool.submit(() -> 1).subscribe(_ -> seen.complete(threadName())));
            assertThat(seen.join()).startsWith("netty");
        } finally {
            resources.dispose();
        }
    }

    @ForEachPool
    void aChosenSchedulerGetsResultsAndFailures(PoolKind kind) {
        var chosen = Schedulers.newSingle("chosen");
        try (var pool = kind.builder().deliverOn(chosen).open()) {
            assertThat(pool.submit(() -> 1).map(_ -> threadName()).block()).startsWith("chosen");
            var failed =
                    pool.submit(() -> Integer.parseInt("x"))
                            .map(_ -> "a value")
                            .onErrorResume(_ -> Mono.just(threadName()));
            assertThat(failed.block()).startsWith("chosen");
        } finally {
            chosen.dispose();
        }
    }

    @ForEachPool
    void elsewhereAWorkerDelivers(PoolKind kind) {
        try (var pool = kind.builder().name("mine").open()) {
            assertThat(pool.submit(() -> 1).map(_ -> threadName()).block()).startsWith("mine-");
        }
    }

    @ForEachPool
    void aChainMayGoOnWithAnotherCallOnTheSamePool(PoolKind kind) {
        try (var pool = kind.open(1)) {
            var chain = pool.submit(() -> 1).flatMap(one -> pool.submit(() -> one + 1));
            assertThat(chain.block()).isEqualTo(2);
            assertThat(EventLoop.run(() -> await(chain))).isEqualTo(2);
        }
    }

    @ForEachPool
    void nullIsAnEmptyMono(PoolKind kind) {
        try (var pool = kind.open(1)) {
            assertThat(pool.submit(() -> null).defaultIfEmpty("empty").block()).isEqualTo("empty");
            assertThat(EventLoop.run(() -> await(pool.submit(() -> (Integer) null)))).isNull();
        }
    }

    @ForEachPool
    void eachSubscriptionIsACall(PoolKind kind) {
        try (var pool = kind.open(1)) {
            var calls = new AtomicInteger();
            var mono = pool.submit(calls::incrementAndGet);
            assertThat(calls).hasValue(0);
            assertThat(mono.block()).isEqualTo(1);
            assertThat(mono.block()).isEqualTo(2);
            assertThat(pool.stats().completed()).isEqualTo(2);
        }
    }

    @ForEachPool
    void nothingRunsBeforeAResultIsAskedFor(PoolKind kind) {
        try (var pool = kind.open(1)) {
            pool.submit(() -> 1)
                    .subscribe(
                            new reactor.core.publisher.BaseSubscriber<>() {
                                @Override
                                protected void hookOnSubscribe(
                                        org.reactivestreams.Subscription subscription) {
                                    subscription.cancel();
                                    trail.add("subscribed");
                                }
                            });
            assertThat(pool.submit(() -> 2).block()).isEqualTo(2);
            assertThat(pool.stats().completed()).isEqualTo(1);
            assertThat(pool.stats().cancelled()).as("it was never a call").isZero();
        }
        trail.assertIs("subscribed");
    }

    @ForEachPool
    void manyAwaitedTogetherComeInTheirPlaces(PoolKind kind) {
        try (var pool = kind.open(2)) {
            List<Integer> results =
                    EventLoop.run(() ->
                            gather(
                                    List.of(
                                            pool.submit(() -> 1),
                                            pool.submit(() -> 2),
                                            pool.submit(() -> 3))));
            assertThat(results).containsExactly(1, 2, 3);
        }
    }

    @Test
    void virtualWorkersDoNotRunOnTheLoopWhoseTaskOpenedThem() {
        var isVirtual =
                EventLoop.run(() -> {
                    try (var pool = WorkerPool.virtualThreads();
                            var gate = new Gate()) {
                        // It would hold the loop up, and this task with it.
                        var spinning = new java.util.concurrent.atomic.AtomicBoolean(true);
                        var call =
                                EventLoop.current()
                                        .spawn(() ->
                                                await(
                                                        pool.submit(() -> {
                                                            gate.letGo();
                                                            while (spinning.get()) {
                                                                Thread.onSpinWait();
                                                            }
                                                            return Thread.currentThread()
                                                                    .isVirtual();
                                                        })));
                        gate.pass();
                        spinning.set(false);
                        return await(call);
                    }
                });
        assertThat(isVirtual).isTrue();
    }
}
