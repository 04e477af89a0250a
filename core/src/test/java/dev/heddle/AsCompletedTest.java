package dev.heddle;

import static dev.heddle.Async.asCompleted;
import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AsCompletedTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();
    private int running;
    private int peak;

    private static <T> Callable<T> after(int seconds, T value) {
        return () -> {
            sleep(Duration.ofSeconds(seconds));
            return value;
        };
    }

    @Test
    void tasksComeInTheOrderInWhichTheyFinish() {
        VirtualTimeLoop.run(() -> {
            for (var task : asCompleted(List.of(after(3, "c"), after(1, "a"), after(2, "b")))) {
                assertThat(task.isDone()).isTrue();
                trail.add(await(task));
            }
        });

        trail.assertIs("a", "b", "c");
    }

    @Test
    void tasksAndMonosWorkToo() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            for (var task :
                    asCompleted(List.of(loop.spawn(after(2, "b")), loop.spawn(after(1, "a"))))) {
                trail.add(await(task));
            }
            for (var task : asCompleted(List.of(loop.mono(after(2, "d")), Mono.just("c")))) {
                trail.add(await(task));
            }
        });

        trail.assertIs("a", "b", "c", "d");
    }

    @Test
    void nothingCompletesAtOnce() {
        VirtualTimeLoop.run(() -> {
            assertThat(asCompleted(List.<Task<String>>of())).isEmpty();
            assertThatThrownBy(() -> asCompleted(List.<Task<String>>of()).iterator().next())
                    .isInstanceOf(NoSuchElementException.class);
        });
    }

    @Test
    void oneFailureDoesNotDisturbTheOthers() {
        VirtualTimeLoop.run(() -> {
            Callable<String> failing =
                    () -> {
                        throw new IOException("broken");
                    };
            for (var task : asCompleted(List.of(after(2, "fine"), failing))) {
                var e = catchThrowable(() -> trail.add(await(task)));
                if (e != null) {
                    trail.add(e.getMessage());
                }
            }
        });

        trail.assertIs("broken", "fine");
    }

    @Test
    void atMostTheLimitRunsAtATime() {
        VirtualTimeLoop.run(() -> {
            var bodies = IntStream.range(0, 20).mapToObj(this::counted).toList();
            var values = new ArrayList<Integer>();
            for (var task : asCompleted(3, bodies)) {
                values.add(await(task));
            }
            assertThat(values)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).boxed().toList());
        });

        assertThat(peak).isEqualTo(3);
    }

    private Callable<Integer> counted(int value) {
        return () -> {
            peak = Math.max(peak, ++running);
            sleep(SECOND.multipliedBy(1 + value % 3));
            running--;
            return value;
        };
    }

    @Test
    void failuresDoNotStopTheIterationWithALimit() {
        VirtualTimeLoop.run(() -> {
            Callable<String> failing =
                    () -> {
                        throw new IOException("broken");
                    };
            int count = 0;
            for (var task : asCompleted(1, List.of(failing, failing, after(1, "fine")))) {
                count++;
                assertThat(catchThrowable(() -> await(task)) == null).isEqualTo(count == 3);
            }
            assertThat(count).isEqualTo(3);
        });
    }

    @Test
    void whatStillRunsWhenTheTaskEndsIsCancelled() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                List<Callable<String>> bodies =
                                        List.of(after(1, "first"), this::lingers);
                                return await(asCompleted(bodies).iterator().next());
                            });
            assertThat(await(task)).isEqualTo("first");
            sleep(SECOND);
        });

        trail.assertIs("cancelled: no longer needed");
    }

    private String lingers() {
        try {
            sleep(HOUR);
            return "late";
        } catch (TaskCancelledException e) {
            trail.add("cancelled: " + e.getMessage());
            throw e;
        }
    }

    @Test
    void cancellingTheTaskWakesItAndCancelsTheSources() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                for (var done :
                                        asCompleted(List.of(this::lingers, after(9999, "")))) {
                                    await(done);
                                }
                            });
            checkpoint();
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task)).hasMessage("enough");
            checkpoint();
        });

        trail.assertIs("cancelled: no longer needed");
    }

    @Test
    void failureOfATaskThatIteratedIsStillLoggedWhenNobodyAwaitsIt() {
        try (var log = new LogOf(EventLoop.class)) {
            VirtualTimeLoop.run(() -> {
                EventLoop.current()
                        .spawn(
                                "careless",
                                () -> {
                                    asCompleted(List.of(after(1, "a"))).iterator().next();
                                    throw new IOException("lost");
                                });
                sleep(HOUR);
            });
            assertThat(log.failures())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasMessage("lost"));
        }
    }

    @Test
    void failureOfASourceNobodyLookedAtIsLogged() {
        try (var log = new LogOf(EventLoop.class)) {
            VirtualTimeLoop.run(() -> {
                Callable<String> failing =
                        () -> {
                            throw new IOException("lost");
                        };
                for (var _ : asCompleted(List.of(failing))) {
                    trail.add("done");
                }
            });
            assertThat(log.failures())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasMessage("lost"));
        }

        trail.assertIs("done");
    }
}
