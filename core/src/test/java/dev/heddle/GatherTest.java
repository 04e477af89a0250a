package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class GatherTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();
    private int running;
    private int peak;

    private static <T> T after(Duration time, T value) {
        sleep(time);
        return value;
    }

    private Callable<Integer> counted(int value) {
        return () -> {
            peak = Math.max(peak, ++running);
            sleep(SECOND.multipliedBy(1 + value % 3));
            running--;
            return value;
        };
    }

    /** These compile, which is what this proves of them. */
    @Test
    void naturalCallsAreNotAmbiguous() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            Callable<Integer> one = () -> 1;
            List<Task<Integer>> tasks = List.of(loop.spawn(() -> 1), loop.spawn(() -> 2));
            List<Mono<Integer>> monos = List.of(Mono.just(1), Mono.just(2));
            List<Integer> ofTasks = gather(tasks);
            List<Integer> ofMonos = gather(monos);
            List<Integer> ofBodies = gather(List.of(one, () -> 2));
            List<Integer> limited = gather(1, List.of(one, () -> 2));
            List<Integer> ofStream =
                    gather(IntStream.of(1, 2).mapToObj(i -> loop.spawn(() -> i)).toList());
            List<Integer> ofInline = gather(List.of(loop.spawn(() -> 1), loop.spawn(() -> 2)));
            List<Number> widened = gather(List.of(Mono.just(1), Mono.just(2)));
            List<Publisher<Integer>> mixed = List.of(Mono.just(1), loop.spawn(() -> 2));
            List<Integer> ofMixed = gather(mixed);
            List<Integer> inlineMixed =
                    Async.<Integer>gather(List.of(Mono.just(1), loop.spawn(() -> 2)));
            List<Integer> ofLambdas = gather(() -> 1, () -> 2);
            assertThat(
                            List.of(
                                    ofLambdas,
                                    ofTasks,
                                    ofMonos,
                                    ofBodies,
                                    limited,
                                    ofStream,
                                    ofInline,
                                    widened,
                                    ofMixed,
                                    inlineMixed))
                    .allMatch(List.of(1, 2)::equals);
        });
    }

    @Test
    void resultsAreInTheOrderOfTheSources() {
        VirtualTimeLoop.run(() -> {
            List<Callable<String>> bodies =
                    List.of(() -> after(HOUR, "late"), () -> after(SECOND, "early"));
            assertThat(gather(bodies)).containsExactly("late", "early");
        });
    }

    @Test
    void nothingGathersToNothing() {
        VirtualTimeLoop.run(() -> {
            assertThat(gather(List.<Task<String>>of())).isEmpty();
            assertThat(gather(List.<Callable<String>>of())).isEmpty();
        });
    }

    @Test
    void nullResultsAreKept() {
        VirtualTimeLoop.run(() ->
                assertThat(gather(List.of(Mono.empty(), Mono.just("value"))))
                        .containsExactly(null, "value"));
    }

    @Test
    void tasksMonosAndFluxesMix() {
        VirtualTimeLoop.run(() -> {
            var sources =
                    List.<Publisher<String>>of(
                            EventLoop.current().spawn(() -> after(SECOND, "task")),
                            Mono.just("Mono"),
                            Flux.just("first of a Flux", "second"));
            assertThat(gather(sources)).containsExactly("task", "Mono", "first of a Flux");
        });
    }

    @Test
    void theSameTaskMayBeThereTwice() {
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> after(SECOND, "value"));
            assertThat(gather(List.of(task, task))).containsExactly("value", "value");
        });
    }

    @Test
    void atMostTheLimitRunsAtATime() {
        VirtualTimeLoop.run(() -> {
            var bodies = IntStream.range(0, 20).mapToObj(this::counted).toList();
            assertThat(gather(3, bodies))
                    .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        });

        assertThat(peak).isEqualTo(3);
    }

    @Test
    void atMostTheLimitIsSubscribedToAtATime() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var monos = IntStream.range(0, 20).mapToObj(i -> loop.mono(counted(i))).toList();
            assertThat(gather(3, monos)).hasSize(20);
        });

        assertThat(peak).isEqualTo(3);
    }

    @Test
    void bodiesAreTakenAsTheirTurnComes() {
        VirtualTimeLoop.run(() -> {
            var bodies =
                    new Iterator<Callable<Integer>>() {
                        private int taken;

                        @Override
                        public boolean hasNext() {
                            return taken < 5;
                        }

                        @Override
                        public Callable<Integer> next() {
                            int n = taken++;
                            trail.add("taken " + n);
                            return () -> {
                                sleep(SECOND);
                                trail.add("done " + n);
                                return n;
                            };
                        }
                    };
            Iterable<Callable<Integer>> source = () -> bodies;
            gather(2, source);
        });

        assertThat(trail.events())
                .startsWith("taken 0", "taken 1")
                .containsSubsequence("done 0", "taken 2")
                .containsSubsequence("done 2", "taken 4");
    }

    @Test
    void limitBelowOneIsRefused() {
        VirtualTimeLoop.run(() ->
                assertThatThrownBy(() -> gather(0, List.<Callable<String>>of()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("limit must be at least 1: 0"));
    }

    private void linger(String name) {
        try {
            sleep(HOUR);
        } finally {
            sleep(SECOND);
            trail.add(name + " cleaned up");
        }
    }

    @Test
    void firstFailureCancelsTheRestWaitsForItAndIsThrown() {
        var failure = new IOException("broken");
        VirtualTimeLoop.run(() -> {
            List<Callable<Void>> bodies =
                    List.of(
                            () -> {
                                linger("sibling");
                                return null;
                            },
                            () -> {
                                sleep(SECOND);
                                throw failure;
                            });
            assertThat(catchThrowable(() -> gather(bodies))).isSameAs(failure);
            trail.add("thrown");
        });

        trail.assertIs("sibling cleaned up", "thrown");
    }

    @Test
    void failureCancelsSubscriptionsAndGivenTasks() {
        VirtualTimeLoop.run(() -> {
            var given = EventLoop.current().spawn(() -> after(HOUR, "value"));
            var never = Mono.<String>never().doOnCancel(() -> trail.add("unsubscribed"));
            var failing = Mono.<String>error(new IOException("broken"));
            assertThat(catchThrowable(() -> gather(List.of(given, never, failing.hide()))))
                    .hasMessage("broken");
            assertThat(given.isCancelled()).isTrue();
        });

        trail.assertIs("unsubscribed");
    }

    @Test
    void afterAFailureNoMoreBodiesAreStarted() {
        VirtualTimeLoop.run(() -> {
            List<Callable<Object>> bodies =
                    List.of(
                            () -> {
                                throw new IOException("broken");
                            },
                            () -> {
                                trail.add("ran");
                                return "value";
                            });
            assertThat(catchThrowable(() -> gather(1, bodies))).hasMessage("broken");
            checkpoint();
        });

        trail.assertIsEmpty();
    }

    @Test
    void furtherFailuresAreSuppressedOnes() {
        var further = new IllegalStateException("cleanup failed, too");
        VirtualTimeLoop.run(() -> {
            List<Callable<Object>> bodies =
                    List.of(
                            () -> {
                                try {
                                    return after(HOUR, "value");
                                } finally {
                                    throwIt(further);
                                }
                            },
                            () -> {
                                sleep(SECOND);
                                throw new IOException("broken");
                            });
            assertThat(catchThrowable(() -> gather(bodies)))
                    .hasMessage("broken")
                    .hasSuppressedException(further);
        });
    }

    private static void throwIt(RuntimeException e) {
        throw e;
    }

    @Test
    void cancellingTheTaskCancelsAllAndWaitsForThem() {
        VirtualTimeLoop.run(() -> {
            var task =
                    EventLoop.current()
                            .spawn(() -> gather(List.of(lingering("one"), lingering("two"))));
            checkpoint();
            checkpoint();
            task.cancel("enough");
            assertThatThrownBy(() -> await(task)).hasMessage("enough");
            trail.add("ended");
        });

        trail.assertIs("one cleaned up", "two cleaned up", "ended");
    }

    private Callable<Void> lingering(String name) {
        return () -> {
            linger(name);
            return null;
        };
    }

    @Test
    void sourceThatWasCancelledFailsTheGathering() {
        VirtualTimeLoop.run(() -> {
            var source = EventLoop.current().spawn(() -> after(HOUR, "value"));
            var task = EventLoop.current().spawn(() -> gather(List.of(source)));
            checkpoint();
            source.cancel("just this one");
            assertThatThrownBy(() -> await(task)).hasMessage("just this one");
            assertThat(task.isCancelled()).isFalse();
        });
    }

    @Test
    void iteratorThatThrowsCancelsWhatWasStarted() {
        VirtualTimeLoop.run(() -> {
            Iterable<Callable<Void>> bodies =
                    () ->
                            Arrays.asList(lingering("started"), null).stream()
                                    .peek(body -> {
                                        if (body == null) {
                                            throw new IllegalStateException("no more input");
                                        }
                                    })
                                    .iterator();
            assertThat(catchThrowable(() -> gather(bodies))).hasMessage("no more input");
            checkpoint();
        });

        assertThat(trail.events()).isSubsetOf("started cleaned up");
    }

    @Test
    void tasksOfOtherLoopsCanBeGathered() {
        try (var loops = EventLoops.open(2)) {
            var theirs = new ArrayList<Task<Integer>>();
            for (int i = 0; i < 100; i++) {
                int n = i;
                theirs.add(
                        loops.spawn(() -> {
                            checkpoint();
                            return n;
                        }));
            }
            List<Integer> results = EventLoop.run(() -> gather(theirs));
            assertThat(results).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        }
    }

    @Test
    void tenThousandBodiesCanBeGathered() {
        VirtualTimeLoop.run(() -> {
            var bodies = Collections.<Callable<Integer>>nCopies(10_000, () -> after(SECOND, 1));
            assertThat(gather(bodies)).hasSize(10_000).containsOnly(1);
        });
    }
}
