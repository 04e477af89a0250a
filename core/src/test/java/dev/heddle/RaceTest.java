package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.race;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

class RaceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    private static Callable<String> after(int seconds, String value) {
        return () -> {
            sleep(Duration.ofSeconds(seconds));
            return value;
        };
    }

    private String linger() {
        try {
            sleep(HOUR);
            return "late";
        } finally {
            sleep(SECOND);
            trail.add("loser cleaned up");
        }
    }

    @Test
    void firstValueWinsAndTheLosersHaveEndedWhenItIsReturned() {
        VirtualTimeLoop.run(() -> {
            trail.add(race(List.of(this::linger, after(1, "winner"))));
            checkpoint();
        });

        trail.assertIs("loser cleaned up", "winner");
    }

    @Test
    void monosAndTasksMayRaceEachOther() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var task = loop.spawn(after(2, "task"));
            var never = Mono.<String>never().doOnCancel(() -> trail.add("unsubscribed"));
            String winner = race(List.of(task, loop.mono(after(1, "Mono")), never));
            assertThat(winner).isEqualTo("Mono");
            assertThat(task.isCancelled()).isTrue();
            List<Publisher<String>> mixed = List.of(Mono.just("at once"), never);
            assertThat(race(mixed)).isEqualTo("at once");
        });

        assertThat(trail.events()).startsWith("unsubscribed");
    }

    @Test
    void finishedTaskWinsWithoutATurn() {
        VirtualTimeLoop.run(() -> {
            var finished = EventLoop.current().spawn(() -> "finished");
            checkpoint();
            var other = EventLoop.current().spawn(after(1, "other"));
            assertThat(race(List.of(other, finished))).isEqualTo("finished");
        });
    }

    @Test
    void firstFailureDecidesToo() {
        VirtualTimeLoop.run(() -> {
            var failure = new IOException("broken");
            Callable<String> failing =
                    () -> {
                        sleep(SECOND);
                        throw failure;
                    };
            assertThat(catchThrowable(() -> race(List.of(after(2, "late"), failing))))
                    .isSameAs(failure);
        });
    }

    @Test
    void nobodyCannotRace() {
        VirtualTimeLoop.run(() -> {
            assertThatThrownBy(() -> race(List.<Mono<String>>of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("race needs at least one source");
            assertThatThrownBy(() -> race(List.<Callable<String>>of()))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void cancellingTheTaskCancelsAllRunners() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> race(this::linger, this::linger));
            checkpoint();
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task)).hasMessage("enough");
        });

        trail.assertIs("loser cleaned up", "loser cleaned up");
    }

    @Test
    void deadlineEndsARace() {
        VirtualTimeLoop.run(() ->
                assertThatThrownBy(() -> Async.timeout(SECOND, () -> race(this::linger)))
                        .isInstanceOf(DeadlineExceededException.class));

        trail.assertIs("loser cleaned up");
    }
}
