package dev.heddle.worker;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;

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
}
