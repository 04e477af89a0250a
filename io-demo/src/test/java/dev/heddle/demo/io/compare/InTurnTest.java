package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final AtomicLong clock = new AtomicLong();
    private final List<Integer> made = new ArrayList<>();

    @Test
    void sampleIsTimedAndMultipliedAndTheAnswerIsWhole() throws Exception {
        var others = new Plan(8, 1);
        var way = new InTurn(this::call, 4, _ -> untimed(1 + 2 + 3 + 5 + 6 + 7), clock::get);

        var done = way.run(others);

        assertThat(made).containsExactly(0, 4);
        assertThat(done.sum()).isEqualTo(28);
        assertThat(done.elapsed()).isEqualTo(Duration.ofNanos(8 * 10));
    }

    @Test
    void withoutASampleEveryCallIsMadeInTurn() throws Exception {
        var way = new InTurn(this::call, 1, _ -> untimed(1_000), clock::get);

        var done = way.run(new Plan(3, 1));

        assertThat(made).containsExactly(0, 1, 2);
        assertThat(done).isEqualTo(new Way.Done(3, Duration.ofNanos(3 * 10)));
    }

    private long call(int number) {
        made.add(number);
        clock.addAndGet(10);
        return number;
    }

    private Way.Done untimed(long sum) {
        clock.addAndGet(1_000_000);
        return Way.Done.of(sum);
    }
}
