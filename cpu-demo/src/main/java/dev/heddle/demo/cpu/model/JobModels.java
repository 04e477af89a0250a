package dev.heddle.demo.cpu.model;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Model;
import dev.heddle.lab.Model.Side;
import java.util.List;

/** The models of this JVM that run any job, each in the way that is usual for it. */
public final class JobModels {
    private static final Model INLINE =
            new Model("inline", Side.HEDDLE, "in a task of the event loop, which it holds up");
    private static final Model GIL =
            new Model(
                    "gil",
                    Side.DEMONSTRATION,
                    "threads under a simulation of CPython's lock: it changes hands every 5 ms");
    private static final Model THREADS =
            new Model("threads", Side.HEDDLE, "a task awaits WorkerPool.threads()");
    private static final Model VIRTUAL_THREADS =
            new Model(
                    "virtual-threads",
                    Side.JAVA,
                    "a virtual thread for each part, Heddle not used");
    private static final Model FORK_JOIN =
            new Model("fork-join", Side.JAVA, "a parallel stream on the JDK's common pool");
    private static final Model PROCESSES =
            new Model("processes", Side.HEDDLE, "a task awaits WorkerPool.processes()");

    private JobModels() {}

    /** All of them. */
    public static <I, O> List<Candidate> of(Job<I, O> job) {
        return List.of(
                new Candidate(INLINE, bench -> new Inline<>(bench, Parts.of(job, 1))),
                new Candidate(GIL, bench -> UnderGil.open(bench, job)),
                new Candidate(THREADS, bench -> Pooled.threads(bench, job)),
                new Candidate(VIRTUAL_THREADS, bench -> new VirtualThreads<>(Parts.of(job, bench))),
                new Candidate(FORK_JOIN, bench -> new ForkJoin<>(Parts.of(job, bench))),
                new Candidate(PROCESSES, bench -> Pooled.processes(bench, job)));
    }
}
