package dev.heddle.demo.cpu.model;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Threads that share the parts and take turns: one computes while it holds the lock, as a Python
 * thread does, and asks after each part whether another wants it.
 */
record UnderGil<I, O>(ExecutorService threads, int number, Parts<I, O> parts) implements Runner {
    /** So many parts that one is short beside the lock's interval. */
    private static final int SLICES = 400;

    static <I, O> Runner open(Bench bench, Job<I, O> job) {
        int number = Math.max(2, bench.cores());
        var threads = Executors.newFixedThreadPool(number, Thread.ofPlatform().daemon().factory());
        return new UnderGil<>(threads, number, Parts.of(job, SLICES));
    }

    @Override
    public Round round() throws Exception {
        var gil = Gil.open();
        var next = new AtomicInteger();
        var results = new AtomicReferenceArray<O>(parts.inputs().size());
        List<Callable<Integer>> sharers = new ArrayList<>();
        for (int thread = 0; thread < number; thread++) {
            sharers.add(() -> share(gil, next, results));
        }
        for (var sharer : threads.invokeAll(sharers)) {
            sharer.get();
        }
        List<O> inOrder = new ArrayList<>(results.length());
        for (int i = 0; i < results.length(); i++) {
            inOrder.add(results.get(i));
        }
        return Round.of(parts.combine().apply(inOrder));
    }

    /** One thread's share; returns how many parts it did. */
    private Integer share(Gil gil, AtomicInteger next, AtomicReferenceArray<O> results)
            throws Exception {
        int done = 0;
        gil.take();
        try {
            int size = results.length();
            for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                results.set(i, parts.part().apply(parts.inputs().get(i)));
                done++;
                gil.checkpoint();
            }
        } finally {
            gil.drop();
        }
        return done;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
