package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.compare.Way.Done;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final Queue<Integer> made = new ConcurrentLinkedQueue<>();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    @Test
    void runMakesASampleInTurnAndTheAnswerIsWhole() throws Exception {
        var plan = new Plan(8, 3);
        var way = InTurn.open(plan, this::call, 4);

        assertThat(made).containsExactlyInAnyOrder(1, 2, 3, 5, 6, 7);
        for (int round = 0; round < 2; round++) {
            made.clear();
            threads.clear();
            assertThat(way.run(plan)).isEqualTo(new Done(28, 4));
            assertThat(made).containsExactly(0, 4);
            assertThat(threads).containsOnly(Thread.currentThread());
        }
    }

    @Test
    void sampleOfWhatCannotBeDividedIsMultipliedByItsShare() throws Exception {
        var plan = new Plan(7, 1);

        assertThat(InTurn.open(plan, this::call, 4).run(plan)).isEqualTo(new Done(21, 3.5));
    }

    @Test
    void withoutASampleEveryCallIsMadeInTurn() throws Exception {
        var plan = new Plan(3, 1);
        var way = InTurn.open(plan, this::call, 1);
        assertThat(made).isEmpty();

        assertThat(way.run(plan)).isEqualTo(new Done(3, 1));
        assertThat(made).containsExactly(0, 1, 2);
    }

    private long call(int number) {
        made.add(number);
        threads.add(Thread.currentThread());
        return number;
    }
}
