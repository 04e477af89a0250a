package dev.heddle.demo.cpu.job;

import static java.util.Objects.requireNonNull;

import dev.heddle.worker.Work;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * CPU work cut into parts that know nothing of each other, so that every model can run the same
 * code.
 *
 * @param part does one part; a method reference, since it may travel to another process by name
 * @param cut makes the inputs of a number of parts
 * @param combine makes the answer from the parts' results, in the order of the inputs
 * @param <I> the input of a part
 * @param <O> its result
 */
public record Job<I, O>(
        Work<I, O> part, IntFunction<List<I>> cut, Function<List<O>, Object> combine) {
    public Job {
        requireNonNull(part, "part");
        requireNonNull(cut, "cut");
        requireNonNull(combine, "combine");
    }
}
