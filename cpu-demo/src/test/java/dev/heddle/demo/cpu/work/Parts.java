package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.ArrayList;

/** Runs a job on the thread that asks. */
final class Parts {
    private Parts() {}

    /** The answer of a job that was cut into so many parts, done last to first. */
    static <I, O> Object answer(Job<I, O> job, int parts) throws Exception {
        var inputs = job.cut().apply(parts);
        var results = new ArrayList<O>();
        for (I input : inputs.reversed()) {
            results.addFirst(job.part().apply(input));
        }
        return job.combine().apply(results);
    }
}
