package dev.heddle.worker;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Which of the calls that wait is next. */
class CallerTurnsTest {
    private final Trail trail = new Trail();

    private Mono<Integer> note(InProcessPool pool, String event, CallOptions options) {
        return pool.submit(
                () -> {
                    trail.add(event);
                    return 1;
                },
                options);
    }

    private static CallOptions of(String caller) {
        return CallOptions.DEFAULT.withCaller(caller);
    }

    /** Submits all while the only worker is held, and waits until they have run. */
    private static void runAll(
            PoolKind kind, java.util.function.Function<InProcessPool, List<Mono<Integer>>> calls)
            throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            var held = pool.submit(gate::pass).toFuture();
            gate.awaitReached();
            var all = calls.apply(pool).stream().map(Mono::toFuture).toList();
            gate.letGo();
            held.join();
            all.forEach(java.util.concurrent.CompletableFuture::join);
        }
    }

    @ForEachPool
    void aSingleCallDoesNotStandBehindAFlood(PoolKind kind) throws Exception {
        runAll(
                kind,
                pool -> {
                    var calls = new ArrayList<Mono<Integer>>();
                    for (int i = 0; i < 1_000; i++) {
                        calls.add(note(pool, "flood", of("flood")));
                    }
                    calls.add(note(pool, "single", of("single")));
                    return calls;
                });
        assertThat(trail.events().indexOf("single")).isEqualTo(1);
        assertThat(trail.events()).hasSize(1_001);
    }

    @ForEachPool
    void callersTakeTurnsAndEachKeepsItsOrder(PoolKind kind) throws Exception {
        runAll(
                kind,
                pool ->
                        List.of(
                                note(pool, "a1", of("a")),
                                note(pool, "a2", of("a")),
                                note(pool, "a3", of("a")),
                                note(pool, "b1", of("b")),
                                note(pool, "b2", of("b")),
                                note(pool, "c1", of("c"))));
        trail.assertIs("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @ForEachPool
    void ofOneCallerManyCallsKeepTheirOrder(PoolKind kind) throws Exception {
        var names = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
        runAll(kind, pool -> names.stream().map(name -> note(pool, name, of("one"))).toList());
        assertThat(trail.events()).isEqualTo(names);
    }

    @ForEachPool
    void aHigherPriorityGoesFirst(PoolKind kind) throws Exception {
        runAll(
                kind,
                pool ->
                        List.of(
                                note(pool, "low", of("a").withPriority(Priority.LOW)),
                                note(pool, "normal 1", of("a")),
                                note(pool, "normal 2", of("a")),
                                note(pool, "high", of("a").withPriority(Priority.HIGH))));
        trail.assertIs("high", "normal 1", "normal 2", "low");
    }

    @ForEachPool
    void tasksAreCallersOfTheirOwn(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            EventLoop.run(() -> {
                var loop = EventLoop.current();
                var held = loop.spawn(() -> await(pool.submit(gate::pass)));
                var flood =
                        loop.spawn(() -> {
                            var calls =
                                    IntStream.range(0, 100)
                                            .mapToObj(_ -> note(pool, "flood", CallOptions.DEFAULT))
                                            .toList();
                            return dev.heddle.Async.gather(calls);
                        });
                var single = loop.spawn(() -> await(note(pool, "single", CallOptions.DEFAULT)));
                dev.heddle.Async.checkpoint();
                gate.awaitReached();
                gate.letGo();
                await(held);
                await(flood);
                await(single);
            });
        }
        assertThat(trail.events().indexOf("single")).isBetween(0, 1);
    }

    @ForEachPool
    void givenUpCallsLeaveTheOthersTheirOrder(PoolKind kind) throws Exception {
        try (var pool = kind.open(1);
                var gate = new Gate()) {
            var held = pool.submit(gate::pass).toFuture();
            gate.awaitReached();
            var kept = new ArrayList<java.util.concurrent.CompletableFuture<Integer>>();
            var expected = new ArrayList<String>();
            // So many that those given up are swept out while others stand between them.
            for (int i = 0; i < 6_000; i++) {
                var call = note(pool, "" + i, of("one"));
                if (i % 3 == 0) {
                    kept.add(call.toFuture());
                    expected.add("" + i);
                } else {
                    call.subscribe().dispose();
                }
            }
            gate.letGo();
            held.join();
            kept.forEach(java.util.concurrent.CompletableFuture::join);
            assertThat(trail.events()).isEqualTo(expected);
        }
    }
}
