package dev.heddle.demo.cpu.work;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;

import dev.heddle.Async;
import dev.heddle.demo.cpu.model.Gil;
import dev.heddle.demo.cpu.model.OnLoop;
import dev.heddle.demo.cpu.work.LostUpdate.Counter;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Model;
import dev.heddle.lab.Model.Side;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import dev.heddle.worker.InProcessPool;
import dev.heddle.worker.WorkerPool;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Flux;

/**
 * The models that share the counter of {@link LostUpdate}. Each keeps the two adders apart in its
 * own way, but for the race, whose answer tells how many updates were lost.
 *
 * @param times that each adds one
 */
record SharedCounter(int times) {
    /** After so many steps another may have its turn: some microseconds. */
    private static final int SLICE = 1_000;

    List<Candidate> candidates() {
        return List.of(
                new Candidate(
                        new Model(
                                "inline",
                                Side.HEDDLE,
                                "two tasks of the loop take turns, so the counter needs no lock"),
                        bench -> () -> Round.of(onLoop(bench))),
                new Candidate(
                        new Model(
                                "race",
                                Side.DEMONSTRATION,
                                "two threads and no lock: its answer shows how many are lost"),
                        _ -> () -> Round.of(race())),
                new Candidate(
                        new Model(
                                "gil",
                                Side.DEMONSTRATION,
                                "two threads under a simulation of CPython's lock, none other"),
                        _ -> () -> Round.of(underGil())),
                new Candidate(
                        new Model(
                                "threads",
                                Side.HEDDLE,
                                "a task awaits WorkerPool.threads(); the counter is a LongAdder"),
                        bench -> new Pool(bench, WorkerPool.threads(), times)));
    }

    private long onLoop(Bench bench) throws Exception {
        var counter = new Counter();
        Callable<Integer> adder = () -> add(counter, Async::checkpoint);
        var _ =
                OnLoop.run(
                        bench.loop(), () -> gather(Collections.nCopies(LostUpdate.ADDERS, adder)));
        return counter.value();
    }

    private long race() throws Exception {
        var counter = new Counter();
        // Else one may be done before the other has begun.
        var start = new CyclicBarrier(LostUpdate.ADDERS);
        onThreads(() -> {
            start.await();
            return add(counter, () -> {});
        });
        return counter.value();
    }

    private long underGil() throws Exception {
        var counter = new Counter();
        var gil = Gil.open();
        onThreads(() -> {
            gil.take();
            try {
                return add(counter, gil::checkpoint);
            } finally {
                gil.drop();
            }
        });
        return counter.value();
    }

    private static void onThreads(Callable<Integer> adder) throws Exception {
        try (var threads = Executors.newFixedThreadPool(LostUpdate.ADDERS)) {
            for (var result : threads.invokeAll(Collections.nCopies(LostUpdate.ADDERS, adder))) {
                result.get();
            }
        }
    }

    private int add(Counter counter, Turn turn) throws Exception {
        for (int i = 0; i < times; i++) {
            counter.increment();
            if (i % SLICE == 0) {
                turn.end();
            }
        }
        return times;
    }

    /** What an adder does where another may have its turn. */
    @FunctionalInterface
    private interface Turn {
        void end() throws Exception;
    }

    private record Pool(Bench bench, InProcessPool pool, int times) implements Runner {
        @Override
        public Round round() throws Exception {
            var counter = new LongAdder();
            var adders = Flux.range(0, LostUpdate.ADDERS);
            var _ =
                    OnLoop.run(
                            bench.loop(),
                            () -> await(pool.map(_ -> add(counter), adders).collectList()));
            return Round.of(counter.sum());
        }

        private int add(LongAdder counter) {
            for (int i = 0; i < times; i++) {
                counter.increment();
            }
            return times;
        }

        @Override
        public void close() throws IOException {
            pool.close();
        }
    }
}
