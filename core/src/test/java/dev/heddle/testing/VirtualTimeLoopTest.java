package dev.heddle.testing;

import static dev.heddle.Async.await;
import static dev.heddle.Async.sleep;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.DeadlineExceededException;
import dev.heddle.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class VirtualTimeLoopTest {
    @Test
    void anHourOfSleepMovesTheClockByAnHour() {
        try (var virtual = VirtualTimeLoop.open()) {
            virtual.loop().spawn(() -> sleep(Duration.ofHours(1))).mono().block();
            assertThat(virtual.elapsed()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void anHoursTimeoutFiresAfterAnHour() {
        Instant before = VirtualTimeLoop.run(() -> EventLoop.current().clock().instant());
        Instant after =
                VirtualTimeLoop.run(() -> {
                    assertThatThrownBy(
                                    () -> timeout(Duration.ofHours(1), () -> await(Mono.never())))
                            .isInstanceOf(DeadlineExceededException.class)
                            .hasMessage("not done within 1 h");
                    return EventLoop.current().clock().instant();
                });
        assertThat(Duration.between(before, after)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void sleepersWakeInTheOrderOfTheirTime() {
        List<String> order = new ArrayList<>();
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var late = loop.spawn(() -> wakeAfter(Duration.ofDays(300), "late", order));
            var early = loop.spawn(() -> wakeAfter(Duration.ofMillis(1), "early", order));
            await(late);
            await(early);
        });
        assertThat(order).containsExactly("early", "late");
    }

    private static void wakeAfter(Duration time, String name, List<String> order) {
        sleep(time);
        order.add(name);
    }

    @Test
    void reactorOperatorsOnTheLoopsSchedulerFollowTheClock() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var start = loop.clock().instant();
            await(Flux.interval(Duration.ofMinutes(1), loop.scheduler()).take(60).then());
            assertThat(Duration.between(start, loop.clock().instant()))
                    .isEqualTo(Duration.ofHours(1));
        });
    }

    @Test
    void theClockStandsStillWhileATaskWaitsForAnotherThread() {
        try (var virtual = VirtualTimeLoop.open()) {
            var parked = new CountDownLatch(1);
            var release = new CountDownLatch(1);
            var waiting =
                    virtual.loop()
                            .spawn(() -> {
                                parked.countDown();
                                release.await();
                                return "released";
                            });
            new Thread(release::countDown).start();
            assertThat(waiting.mono().block()).isEqualTo("released");
            assertThat(virtual.elapsed()).isZero();
        }
    }
}
