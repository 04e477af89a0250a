package dev.heddle.demo.cpu.model;

import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;

/** A parallel stream, in which the thread of the trial takes part. */
record ForkJoin<I, O>(Parts<I, O> parts) implements Runner {
    @Override
    public Round round() {
        var results = parts.inputs().parallelStream().map(this::part).toList();
        return Round.of(parts.combine().apply(results));
    }

    private O part(I input) {
        try {
            return parts.part().apply(input);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
