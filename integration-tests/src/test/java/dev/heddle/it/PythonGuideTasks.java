package dev.heddle.it;

import static dev.heddle.Async.asCompleted;
import static dev.heddle.Async.atomic;
import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.race;
import static dev.heddle.Async.shield;
import static dev.heddle.Async.sleep;
import static dev.heddle.Async.timeout;

import dev.heddle.DeadlineExceededException;
import dev.heddle.EventLoop;
import dev.heddle.Task;
import dev.heddle.TaskCancelledException;
import dev.heddle.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import reactor.core.publisher.Signal;

/** The part of docs/from-python.md on tasks. */
final class PythonGuideTasks {
    private PythonGuideTasks() {}

    // @start region="fetch"
    static String fetch(String url) {
        sleep(Duration.ofMillis(10)); // parks this task only
        if (url.startsWith("bad")) {
            throw new IllegalArgumentException(url);
        }
        return "body of " + url;
    }

    // @end

    static String run() {
        // @start region="run"
        String body = EventLoop.run(() -> fetch("a"));
        // @end
        return body;
    }

    static String createTask() {
        // @start region="create-task"
        Task<String> task = EventLoop.current().spawn("fetch a", () -> fetch("a"));
        String here = fetch("b"); // a plain call: this task waits, the other one runs
        String both = await(task) + here;
        // @end
        return both;
    }

    static List<String> gatherBoth() {
        // @start region="gather"
        List<String> bodies = gather(() -> fetch("a"), () -> fetch("b"));
        // @end
        return bodies;
    }

    static List<String> gatherLimited(List<String> urls) {
        // @start region="gather-limited"
        var bodies =
                gather(10, urls.stream().<Callable<String>>map(url -> () -> fetch(url)).toList());
        // @end
        return bodies;
    }

    static List<String> returnExceptions(List<String> urls) {
        // @start region="return-exceptions"
        var loop = EventLoop.current();
        List<Signal<String>> results =
                gather(
                        urls.stream()
                                .map(url -> loop.mono(() -> fetch(url)).materialize())
                                .toList());
        var lines = new ArrayList<String>();
        for (var result : results) {
            lines.add(result.isOnError() ? "failed: " + result.getThrowable() : result.get());
        }
        // @end
        return lines;
    }

    static List<String> inOrderOfCompletion(List<Callable<String>> fetches) {
        // @start region="as-completed"
        var lines = new ArrayList<String>();
        for (Task<String> done : asCompleted(fetches)) {
            try {
                lines.add(await(done));
            } catch (IllegalArgumentException e) {
                lines.add("failed: " + e.getMessage());
            }
        }
        // @end
        return lines;
    }

    static String firstCompleted() {
        // @start region="first-completed"
        String first = race(() -> fetch("a"), () -> fetch("b")); // the slower one is cancelled
        // @end
        return first;
    }

    static Task<String> firstOf(List<Task<String>> tasks) {
        // @start region="first-of-tasks"
        Task<String> first = asCompleted(tasks).iterator().next(); // the others go on
        // @end
        return first;
    }

    static List<Task<String>> pendingAfter(Duration limit, List<Task<String>> tasks) {
        // @start region="wait-timeout"
        try {
            timeout(
                    limit,
                    () -> {
                        for (var task : tasks) {
                            await(task); // giving up on a task leaves it alone
                        }
                    });
        } catch (DeadlineExceededException late) {
            // Some are pending.
        }
        var pending = tasks.stream().filter(task -> !task.isDone()).toList();
        // @end
        return pending;
    }

    // @start region="group"
    static String both() {
        try (var group = TaskGroup.open()) {
            var a = group.spawn(() -> fetch("a"));
            var b = group.spawn(() -> fetch("bad"));
            group.join(); // wait for the children; leaving the block would cancel them
            return await(a) + await(b);
        } catch (IllegalArgumentException e) { // the failure itself, after all have ended
            return "failed: " + e.getMessage();
        }
    }

    // @end

    static String inTime() {
        // @start region="timeout"
        String body;
        try {
            body = timeout(Duration.ofMillis(5), () -> fetch("a"));
        } catch (DeadlineExceededException late) {
            body = "too late";
        }
        // @end
        return body;
    }

    // @start region="cancel"
    static String fetchWithGoodbye(List<String> trail) {
        try {
            return fetch("a");
        } finally { // a cancellation that comes only now waits for this, two seconds at most
            shield(Duration.ofSeconds(2), () -> trail.add(fetch("goodbye")));
        }
    }

    static void cancelled(List<String> trail) {
        var task = EventLoop.current().spawn(() -> fetchWithGoodbye(trail));
        checkpoint(); // the task begins
        task.cancel("not needed any more");
        try {
            await(task);
        } catch (TaskCancelledException e) {
            trail.add(e.getMessage());
        }
    }

    // @end

    static String givenUp(Task<String> task) {
        // @start region="shield"
        String body;
        try {
            body = timeout(Duration.ofMillis(5), () -> await(task)); // the task itself goes on
        } catch (DeadlineExceededException late) {
            body = await(task);
        }
        // @end
        return body;
    }

    // @start region="checkpoint"
    static long sum(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += i;
            if (i % 10_000 == 0) {
                checkpoint(); // others run, and a cancellation arrives
            }
        }
        return sum;
    }

    // @end

    static int takenAtOnce(List<String> seats) {
        // @start region="atomic"
        int left =
                atomic(() -> {
                    if (!seats.isEmpty()) {
                        seats.removeLast();
                    }
                    return seats.size();
                });
        // @end
        return left;
    }
}
