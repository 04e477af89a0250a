package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Jvm;
import dev.heddle.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many pools there are, no more calls run than there are cores. */
@Timeout(120)
class CoreBudgetTest {
    private final long seed = Long.getLong("heddle.seed", new SplittableRandom().nextLong());

    private static InProcessPool pool(CoreBudget budget, int size) {
        return WorkerPool.ofThreads().size(size).budget(budget).open();
    }

    @Test
    void theSharedOneHasTheCoresOfTheJvm() {
        assertThat(CoreBudget.shared().cores())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThatThrownBy(() -> CoreBudget.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a budget needs at least 1 core: 0");
    }

    @Test
    void inAContainerWithOneCoreThereIsOne() throws Exception {
        var options = List.of(Jvm.FLAG, "-XX:ActiveProcessorCount=1");
        var said = Jvm.run(options, "dev.heddle.programs.CountsItsCores").out();
        assertThat(said).endsWith("1 core, 1 worker, at most 1 call at once\n");
    }

    @Test
    void aPoolWaitsForTheCoreOfAnother() throws Exception {
        var budget = CoreBudget.of(1);
        try (var one = pool(budget, 1);
                var two = pool(budget, 1);
                var gate = new Gate()) {
            var first = one.submit(gate::pass).toFuture();
            gate.awaitReached();
            var second = two.submit(() -> "second").toFuture();
            assertThat(second).isNotDone();
            gate.letGo();
            assertThat(first.join()).isEqualTo("passed");
            assertThat(second.join()).isEqualTo("second");
        }
        assertThat(budget.free()).isEqualTo(1);
    }

    /** One pool has work without end; the other gets its turn between two of its calls. */
    @Test
    void aBusyPoolSharesBetweenTwoCalls() {
        var budget = CoreBudget.of(1);
        var busy = new AtomicBoolean(true);
        try (var one = pool(budget, 1);
                var two = pool(budget, 1)) {
            var endless = one.submit(() -> spin(20_000)).repeat(busy::get).then().toFuture();
            var begun = one.submit(() -> 1).block();
            assertThat(two.submit(() -> "turn").block()).isEqualTo("turn");
            assertThat(endless).isNotDone();
            busy.set(false);
            endless.join();
            assertThat(begun).isEqualTo(1);
        }
        assertThat(budget.free()).isEqualTo(1);
    }

    @Test
    void aPoolThatClosesWhileItWaitsForACoreLeavesItToTheOthers() throws Exception {
        var budget = CoreBudget.of(1);
        var trail = new Trail();
        try (var one = pool(budget, 1);
                var gate = new Gate()) {
            var first = one.submit(gate::pass).toFuture();
            gate.awaitReached();
            var two = pool(budget, 2);
            var second = two.submit(() -> 1).toFuture();
            var _ = second.whenComplete((_, e) -> trail.add(e.getMessage()));
            two.close();
            trail.assertIs(
                    trail.events().getFirst().replaceFirst(" ended.*", "")
                            + " ended because the pool was closed");
            gate.letGo();
            first.join();
            assertThat(one.submit(() -> "still").block()).isEqualTo("still");
        }
        assertThat(budget.free()).isEqualTo(1);
    }

    /**
     * Four pools of three threads, three cores; calls are cancelled and pools closed on the way.
     */
    @Test
    void underRandomLoadNoMoreRunThanThereAreCores() {
        var random = new SplittableRandom(seed);
        var budget = CoreBudget.of(3);
        var running = new Maximum();
        for (int round = 0; round < 20; round++) {
            var pools = new ArrayList<InProcessPool>();
            for (int i = 0; i < 4; i++) {
                pools.add(pool(budget, 3));
            }
            var all = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 500; i++) {
                int spins = random.nextInt(2_000);
                var target = pools.get(random.nextInt(pools.size()));
                var call =
                        target.submit(() -> running.during(() -> spin(spins)))
                                .onErrorReturn(0)
                                .toFuture();
                all.add(call);
                if (random.nextInt(4) == 0) {
                    all.get(random.nextInt(all.size())).cancel(false);
                }
            }
            pools.get(random.nextInt(4)).close();
            all.forEach(call -> call.exceptionally(_ -> 0).join());
            pools.forEach(InProcessPool::close);
            assertThat(budget.free()).as("with seed %d", seed).isEqualTo(3);
        }
        assertThat(running.seen()).as("with seed %d", seed).isBetween(1, 3);
    }

    private static int spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
        return times;
    }
}
