package dev.heddle.demo.io.fetch;

import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.TaskGroup;
import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final List<Long> begun = new ArrayList<>();
    private Instant start;

    @Test
    void turnsAreEvenlySpaced() {
        VirtualTimeLoop.run(() -> {
            var pacer = pacer(4);
            try (var group = TaskGroup.open()) {
                for (int i = 0; i < 5; i++) {
                    group.spawn(() -> turn(pacer));
                }
                group.join();
            }
        });

        assertThat(begun).containsExactly(0L, 250L, 500L, 750L, 1_000L);
    }

    @Test
    void anIdleTimeIsNotMadeUpFor() {
        VirtualTimeLoop.run(() -> {
            var pacer = pacer(2);
            turn(pacer);
            sleep(Duration.ofSeconds(10));
            turn(pacer);
            turn(pacer);
        });

        assertThat(begun).containsExactly(0L, 10_000L, 10_500L);
    }

    @Test
    void withoutARateNobodyWaits() {
        VirtualTimeLoop.run(() -> {
            var pacer = pacer(0);
            turn(pacer);
            turn(pacer);
        });

        assertThat(begun).containsExactly(0L, 0L);
    }

    private void turn(Pacer pacer) {
        pacer.turn();
        begun.add(Duration.between(start, EventLoop.current().clock().instant()).toMillis());
    }

    private Pacer pacer(double perSecond) {
        var clock = EventLoop.current().clock();
        start = clock.instant();
        LongSupplier nanos = () -> Duration.between(start, clock.instant()).toNanos();
        return new Pacer(perSecond, nanos);
    }
}
