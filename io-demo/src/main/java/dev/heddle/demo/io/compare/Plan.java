package dev.heddle.demo.io.compare;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * How many calls a workload has, numbered from 0, and how many of them may be under way at once,
 * whichever model makes them.
 */
record Plan(int calls, int atOnce) {
    /** Of a round, for every model: nothing here waits for ever. */
    static final Duration DEADLINE = Duration.ofMinutes(3);

    /** What a model has to answer: how many calls were made, and the sum of their results. */
    String answer(long sum) {
        return calls + " calls, sum " + sum;
    }

    static TimeoutException tooLate(Exception cause) {
        var late = new TimeoutException("a round took longer than " + DEADLINE.toSeconds() + " s");
        late.initCause(cause);
        return late;
    }
}
