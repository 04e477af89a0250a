package dev.heddle;

import dev.heddle.internal.Text;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of tasks that outlive the closing of their loop. */
final class Survivors {
    /**
     * How much longer than the grace period a closing thread waits for a loop that does not react.
     */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Enough to see what they wait for; ten thousand stacks help nobody. */
    private static final int MOST = 20;

    private static final int FRAMES = 12;

    private Survivors() {}

    static String describe(EventLoopImpl loop, Duration grace, Collection<TaskImpl<?>> tasks) {
        return "%s closed, but %d of its tasks did not end within %s of being cancelled:%n%s"
                .formatted(loop.name(), tasks.size(), Text.of(grace), describe(tasks));
    }

    /** Each task with the top of its stack. */
    static String describe(Collection<TaskImpl<?>> tasks) {
        String stacks =
                tasks.stream()
                        .limit(MOST)
                        .map(Survivors::describe)
                        .collect(Collectors.joining("\n"));
        return tasks.size() > MOST ? stacks + "\nand " + (tasks.size() - MOST) + " more" : stacks;
    }

    private static String describe(TaskImpl<?> task) {
        return Stream.concat(
                        Stream.of(task.toString()),
                        Stream.of(task.thread.getStackTrace())
                                .limit(FRAMES)
                                .map(f -> "    at " + f))
                .collect(Collectors.joining("\n"));
    }

    static String stuck(EventLoopImpl loop) {
        return loop.name()
                + " did not close: something holds its thread; it was left to end by itself";
    }
}
