package dev.heddle.demo.cpu.model;

import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** A virtual thread for each part, on the JDK's own scheduler. */
record VirtualThreads<I, O>(Parts<I, O> parts) implements Runner {
    @Override
    public Round round() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<O>> calls = new ArrayList<>();
            for (I input : parts.inputs()) {
                calls.add(() -> parts.part().apply(input));
            }
            List<O> results = new ArrayList<>();
            for (var call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return Round.of(parts.combine().apply(results));
        }
    }
}
