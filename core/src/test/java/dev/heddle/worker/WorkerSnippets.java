package dev.heddle.worker;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import reactor.core.publisher.Mono;

/** The examples in the Javadoc, compiled. {@link WorkerSnippetsTest} runs them. */
final class WorkerSnippets {
    private WorkerSnippets() {}

    static int sumOfDigits(String digits) {
        return digits.chars().map(Character::getNumericValue).sum();
    }

    static int submit() {
        // @start region="submit"
        int sum =
                EventLoop.run(() -> {
                    try (var cores = WorkerPool.threads()) {
                        return await(cores.submit(WorkerSnippets::sumOfDigits, "2718281828"));
                    }
                });
        // @end
        return sum;
    }

    // @start region="record"
    /** Work with a setting, which travels with the input. */
    record Above(double limit) implements Work<double[], Long> {
        @Override
        public Long apply(double[] values) {
            return Arrays.stream(values).filter(value -> value > limit).count();
        }
    }

    static Mono<Long> countAbove(WorkerPool pool, double limit, double[] values) {
        var options =
                CallOptions.DEFAULT.withDeadline(Duration.ofSeconds(2)).withPriority(Priority.HIGH);
        return pool.submit(new Above(limit), values, options);
    }
    // @end
}
