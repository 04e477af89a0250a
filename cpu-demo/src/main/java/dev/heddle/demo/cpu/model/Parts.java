package dev.heddle.demo.cpu.model;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.lab.Bench;
import dev.heddle.worker.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A job that is cut already, which is no part of what is measured.
 *
 * @param part does one
 * @param inputs of the parts
 * @param combine makes the answer of their results
 */
record Parts<I, O>(Work<I, O> part, List<I> inputs, Function<List<O>, Object> combine) {
    /** So that a core that was late does not keep the others waiting for a whole share. */
    private static final int FOR_EACH_CORE = 4;

    static <I, O> Parts<I, O> of(Job<I, O> job, int number) {
        return new Parts<>(job.part(), job.cut().apply(number), job.combine());
    }

    /** As many as suit workers on all cores. */
    static <I, O> Parts<I, O> of(Job<I, O> job, Bench bench) {
        return of(job, FOR_EACH_CORE * bench.cores());
    }

    /** What must be allowed to travel: inputs are records or the JDK's. */
    Class<?>[] ownTypes() {
        return inputs.stream()
                .map(Object::getClass)
                .filter(Class::isRecord)
                .distinct()
                .toArray(Class<?>[]::new);
    }

    /** Does them one after the other. */
    Object inTurn() throws Exception {
        var results = new ArrayList<O>(inputs.size());
        for (I input : inputs) {
            results.add(part.apply(input));
        }
        return combine.apply(results);
    }
}
