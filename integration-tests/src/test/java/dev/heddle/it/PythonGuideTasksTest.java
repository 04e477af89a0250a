package dev.heddle.it;

import static dev.heddle.Async.atomic;
import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.Task;
import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the part of docs/from-python.md on tasks; the clock is virtual where time plays a part. */
@Timeout(60)
class PythonGuideTasksTest {
    private static final String A = "body of a";

    @Test
    void runReturnsTheResultOfItsTask() {
        assertThat(PythonGuideTasks.run()).isEqualTo(A);
    }

    @Test
    void spawnedTaskRunsBesideAPlainCall() {
        try (var virtual = VirtualTimeLoop.open()) {
            assertThat(virtual.loop().mono(PythonGuideTasks::createTask).block())
                    .isEqualTo("body of abody of b");
            assertThat(virtual.elapsed()).isEqualTo(Duration.ofMillis(10));
        }
    }

    @Test
    void gatherKeepsTheOrder() {
        assertThat(VirtualTimeLoop.run(PythonGuideTasks::gatherBoth))
                .containsExactly(A, "body of b");
    }

    @Test
    void gatherOfTenAtATimeTakesThreeTurnsForThirty() {
        var urls = IntStream.range(0, 30).mapToObj(i -> "u" + i).toList();
        try (var virtual = VirtualTimeLoop.open()) {
            assertThat(virtual.loop().mono(() -> PythonGuideTasks.gatherLimited(urls)).block())
                    .hasSize(30);
            assertThat(virtual.elapsed()).isEqualTo(Duration.ofMillis(30));
        }
    }

    @Test
    void materialisedFailureStandsInItsPlaceAmongTheResults() {
        assertThat(
                        VirtualTimeLoop.run(
                                () -> PythonGuideTasks.returnExceptions(List.of("a", "bad", "c"))))
                .containsExactly(A, "failed: java.lang.IllegalArgumentException: bad", "body of c");
    }

    @Test
    void completionsComeAsTheyFinishAndFailuresAlone() {
        assertThat(
                        VirtualTimeLoop.run(
                                () -> PythonGuideTasks.inOrderOfCompletion(slowThenBadThenFast())))
                .containsExactly("body of fast", "failed: bad", "slow");
    }

    private static List<Callable<String>> slowThenBadThenFast() {
        return List.of(
                () -> {
                    sleep(Duration.ofMinutes(1));
                    return "slow";
                },
                () -> {
                    sleep(Duration.ofSeconds(1));
                    return PythonGuideTasks.fetch("bad");
                },
                () -> PythonGuideTasks.fetch("fast"));
    }

    @Test
    void raceIsWonByTheFirst() {
        assertThat(VirtualTimeLoop.run(PythonGuideTasks::firstCompleted)).isEqualTo(A);
    }

    @Test
    void firstOfSeveralTasksLeavesTheOthersRunning() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            Task<String> slow = loop.spawn(PythonGuideTasksTest::slowly);
            Task<String> fast = loop.spawn(() -> "fast");
            assertThat(PythonGuideTasks.firstOf(List.of(slow, fast))).isSameAs(fast);
            assertThat(await(slow)).isEqualTo("slow");
        });
    }

    private static String slowly() {
        sleep(Duration.ofMinutes(1));
        return "slow";
    }

    @Test
    void pendingTasksGoOnAfterTheWait() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            Task<String> fast = loop.spawn(() -> "fast");
            Task<String> slow = loop.spawn(PythonGuideTasksTest::slowly);
            assertThat(PythonGuideTasks.pendingAfter(Duration.ofSeconds(1), List.of(fast, slow)))
                    .containsExactly(slow);
            assertThat(await(slow)).isEqualTo("slow");
        });
    }

    @Test
    void failureOfAChildIsCaughtAsItself() {
        assertThat(VirtualTimeLoop.run(PythonGuideTasks::both)).isEqualTo("failed: bad");
    }

    @Test
    void lateFetchIsTooLate() {
        assertThat(VirtualTimeLoop.run(PythonGuideTasks::inTime)).isEqualTo("too late");
    }

    @Test
    void cancelledTaskSaysGoodbyeFirst() {
        var trail = new ArrayList<String>();
        VirtualTimeLoop.run(() -> PythonGuideTasks.cancelled(trail));
        assertThat(trail).containsExactly("body of goodbye", "not needed any more");
    }

    @Test
    void goodbyeIsNotDisturbedByACancellationThatComesDuringIt() {
        var trail = new ArrayList<String>();
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> PythonGuideTasks.fetchWithGoodbye(trail));
            sleep(Duration.ofMillis(15)); // it has fetched, and says goodbye
            task.cancel();
            while (!task.isDone()) {
                sleep(Duration.ofMillis(1));
            }
        });
        assertThat(trail).containsExactly("body of goodbye");
    }

    @Test
    void taskOutlivesTheWaitForIt() {
        assertThat(
                        VirtualTimeLoop.run(() ->
                                PythonGuideTasks.givenUp(
                                        EventLoop.current()
                                                .spawn(() -> PythonGuideTasks.fetch("a")))))
                .isEqualTo(A);
    }

    @Test
    void computationLetsOthersRunAtItsCheckpoints() {
        var trail = new ArrayList<String>();
        VirtualTimeLoop.run(() -> {
            var task = EventLoop.current().spawn(() -> trail.add("other"));
            trail.add("sum " + PythonGuideTasks.sum(20_000));
            await(task);
        });
        assertThat(trail).containsExactly("other", "sum 199990000");
    }

    @Test
    void atomicBodyMayNotWait() {
        var seats = new ArrayList<>(List.of("1", "2"));
        assertThat(VirtualTimeLoop.run(() -> PythonGuideTasks.takenAtOnce(seats))).isEqualTo(1);
        assertThatThrownBy(() -> VirtualTimeLoop.run(() -> atomic(() -> checkpoint())))
                .isInstanceOf(IllegalStateException.class);
    }

    // @start region="test"
    @Test
    void anHourPassesInMilliseconds() {
        VirtualTimeLoop.run(() -> {
            var begun = EventLoop.current().clock().instant();
            sleep(Duration.ofHours(1));
            var ended = EventLoop.current().clock().instant();
            assertThat(Duration.between(begun, ended)).isEqualTo(Duration.ofHours(1));
        });
    }
    // @end
}
