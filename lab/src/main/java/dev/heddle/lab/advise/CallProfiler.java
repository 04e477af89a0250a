package dev.heddle.lab.advise;

import dev.heddle.lab.Interval;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Calls a work on a thread of its own, one call after the other: first to see whether it returns at
 * all, then to see what a call takes. The caller watches the thread, and gives it up when a call
 * takes too long.
 */
final class CallProfiler<I, O> {
    private static final int MOST_CALLS = 200_000;

    /** Of these, so that an interval can be given. */
    private static final int LEAST_CALLS = 7;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final OwnWorkload<I, O> workload;
    private final Duration deadline;
    private final Duration budget;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("advise-call").unstarted(this::run);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** When the call that runs began. */
    private volatile long began;

    private volatile @Nullable Measured measured;

    // Of the thread.
    private int next;
    private @Nullable Samples samples;

    private CallProfiler(OwnWorkload<I, O> workload, Duration deadline, Duration budget) {
        this.workload = workload;
        this.deadline = deadline;
        this.budget = budget;
    }

    /**
     * What one call takes.
     *
     * @param deadline of each call
     * @param budget about how long to measure
     * @throws UnfitWorkException if a call fails, or does not end
     */
    static <I, O> Measured profile(OwnWorkload<I, O> workload, Duration deadline, Duration budget)
            throws UnfitWorkException, InterruptedException {
        return new CallProfiler<>(workload, deadline, budget).watched();
    }

    /** What came of it. */
    record Measured(
            CallProfile profile,
            @Nullable Cause cause,
            boolean changesInput,
            List<Class<?>> types) {}

    private Measured watched() throws UnfitWorkException, InterruptedException {
        began = System.nanoTime();
        thread.start();
        while (!thread.join(Duration.ofMillis(20))) {
            if (System.nanoTime() - began > deadline.toNanos()) {
                var stack = thread.getStackTrace();
                thread.interrupt();
                throw UnfitWorkException.endless(deadline, stack);
            }
        }
        var thrown = failure.get();
        if (thrown != null) {
            throw UnfitWorkException.thrown(thrown);
        }
        var result = measured;
        if (result == null) {
            throw new IllegalStateException("the calls ended without a result");
        }
        return result;
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private void run() {
        try {
            measured = measure();
        } catch (Throwable e) { // whatever the work throws is what is to be told
            failure.set(e);
        } finally {
            stopSampling();
        }
    }

    private void stopSampling() {
        try {
            var running = samples;
            if (running != null) {
                running.stop();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Measured measure() throws Exception {
        var input = workload.inputs().getFirst();
        int before = Answers.digest(new @Nullable Object[] {input});
        @Nullable O first = call(input);
        boolean changesInput = before != Answers.digest(new @Nullable Object[] {input});
        boolean same = changesInput || Answers.same(first, call(input));
        repeat(budget.dividedBy(2), 1);
        var running = Samples.start(thread);
        samples = running;
        var window = repeat(budget, LEAST_CALLS);
        running.stop();
        var profile =
                new CallProfile(
                        window.micros.length,
                        Interval.of(window.micros),
                        window.cpuMicros(),
                        window.allocatedPerCall(),
                        Encoded.largest(workload.inputs()),
                        Encoded.bytes(first),
                        running.nativeShare(),
                        same);
        var cause = running.cause(profile.mostlyWaits());
        return new Measured(profile, cause, changesInput, Encoded.allowed(input, first));
    }

    private @Nullable O call(I input) throws Exception {
        began = System.nanoTime();
        return workload.work().apply(input);
    }

    private Window repeat(Duration time, int least) throws Exception {
        double[] micros = new double[256];
        int calls = 0;
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long now = start;
        while (calls < MOST_CALLS && (calls < least || now - start < time.toNanos())) {
            if (calls == micros.length) {
                micros = Arrays.copyOf(micros, 2 * calls);
            }
            var inputs = workload.inputs();
            var _ = call(inputs.get(next++ % inputs.size()));
            now = System.nanoTime();
            micros[calls++] = (now - began) / 1e3;
        }
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return new Window(Arrays.copyOf(micros, calls), cpu, allocated);
    }

    @SuppressWarnings("ArrayRecordComponent") // goes no further than here
    private record Window(double[] micros, long cpuNanos, long allocated) {
        double cpuMicros() {
            return cpuNanos / 1e3 / micros.length;
        }

        double allocatedPerCall() {
            return (double) allocated / micros.length;
        }
    }
}
