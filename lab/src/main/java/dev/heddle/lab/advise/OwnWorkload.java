package dev.heddle.lab.advise;

import static java.util.Objects.requireNonNull;

import dev.heddle.worker.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A work of yours, and what to try it on.
 *
 * @param name what the advice calls it
 * @param work what is done in a call; it is called thousands of times, by several threads at once
 * @param inputs taken in turn, at least one
 * @param <I> the type of the inputs
 * @param <O> the type of the results
 */
public record OwnWorkload<I, O>(String name, Work<I, O> work, List<I> inputs) {
    public OwnWorkload {
        requireNonNull(name, "name");
        requireNonNull(work, "work");
        // Unlike List.copyOf, which refuses the null that a work without an input gets.
        inputs = Collections.unmodifiableList(new ArrayList<>(inputs));
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs is empty: " + name + " needs one at least");
        }
    }

    public static <I, O> OwnWorkload<I, O> of(String name, Work<I, O> work, List<I> inputs) {
        return new OwnWorkload<>(name, work, inputs);
    }

    /** One that has one input, and no name of its own. */
    public static <I, O> OwnWorkload<I, O> of(Work<I, O> work, I input) {
        return new OwnWorkload<>("the work", work, Collections.singletonList(input));
    }
}
