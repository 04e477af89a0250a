package dev.heddle.lab;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One measured round, which is several runs of a workload if they are quick; all figures are of one
 * run, but the lag's.
 *
 * @param millis from start to answer
 * @param roundMillis of all its runs
 * @param cpuSeconds of this process, or what the runner measured itself
 * @param childCpuSeconds of its descendants; 0 where the runner measured itself
 * @param allocatedBytes on this heap; -1 where another process did the work
 * @param threads of this process that worked; 0 where another process did
 * @param childThreads of its children; -1 where not counted
 * @param peakBytes of memory; -1 where not weighed
 * @param lag of the loop
 * @param answer of the last run
 */
record Sample(
        double millis,
        double roundMillis,
        double cpuSeconds,
        double childCpuSeconds,
        long allocatedBytes,
        int threads,
        int childThreads,
        long peakBytes,
        LagLog.RoundLag lag,
        Object answer) {
    Sample weighed(long bytes, int childrensThreads) {
        return new Sample(
                millis,
                roundMillis,
                cpuSeconds,
                childCpuSeconds,
                allocatedBytes,
                threads,
                childrensThreads,
                bytes,
                lag,
                answer);
    }

    /** Adds up what runs took. */
    static final class Sum {
        private final int runs;
        private long elapsedNanos;
        private long cpuNanos;
        private boolean cpuIsTold;
        private double times = 1;
        private @Nullable Object answer;

        Sum(int runs) {
            this.runs = runs;
        }

        /**
         * Adds a run, which is as large a sample of the workload as the others.
         *
         * @param nanos from start to answer, as seen from here
         */
        void add(Round round, long nanos) {
            elapsedNanos += nanosOr(round.elapsed(), nanos);
            cpuNanos += nanosOr(round.cpu(), 0);
            cpuIsTold |= round.cpu() != null;
            times = round.times();
            answer = round.answer();
        }

        /**
         * Makes a sample of them.
         *
         * @param hasChildren whether a runner that tells its CPU time is likely to tell another
         *     process's
         */
        Sample sample(Usage used, int threads, LagLog.RoundLag lag, boolean hasChildren) {
            if (answer == null) {
                throw new IllegalStateException("no run was added");
            }
            double millis = elapsedNanos * times / 1e6;
            boolean elsewhere = cpuIsTold && hasChildren;
            return new Sample(
                    millis / runs,
                    millis,
                    (cpuIsTold ? cpuNanos : used.cpuNanos()) * times / 1e9 / runs,
                    cpuIsTold ? 0 : used.childCpuNanos() * times / 1e9 / runs,
                    elsewhere ? -1 : (long) (used.allocatedBytes() * times / runs),
                    elsewhere ? 0 : threads,
                    -1,
                    -1,
                    lag,
                    answer);
        }

        private static long nanosOr(@Nullable Duration duration, long otherwise) {
            return duration == null ? otherwise : duration.toNanos();
        }
    }
}
