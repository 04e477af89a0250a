package dev.heddle.demo.cpu.job;

import static java.util.Objects.requireNonNull;

import dev.heddle.lab.Candidate;
import dev.heddle.lab.Workload;
import java.util.List;

/**
 * A workload of {@code compare cpu}: the models that run any job run its job, and some others have
 * a way of their own to the same answer.
 *
 * @param workload what is done
 * @param job the same as code for one value at a time
 * @param others engines and peers that do it in their own way
 */
public record CpuWorkload(Workload workload, Job<?, ?> job, List<Candidate> others) {
    public CpuWorkload {
        requireNonNull(workload, "workload");
        requireNonNull(job, "job");
        others = List.copyOf(others);
    }
}
