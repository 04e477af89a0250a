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
 * @param threads of this process that worked; 0 where the runner measured itself
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
        private boolean elsewhere;
        private @Nullable Object answer;

        Sum(int runs) {
            this.runs = runs;
        }

        /**
         * Adds a run.
         *
         * @param nanos from start to answer, as seen from here
         */
        void add(Round round, long nanos) {
            elapsedNanos += nanosOr(round.elapsed(), nanos);
            cpuNanos += nanosOr(round.cpu(), 0);
            elsewhere |= round.cpu() != null;
            answer = round.answer();
        }

        Sample sample(Usage used, int threads, LagLog.RoundLag lag) {
            if (answer == null) {
                throw new IllegalStateException("no run was added");
            }
            double millis = elapsedNanos / 1e6;
            return new Sample(
                    millis / runs,
                    millis,
                    (elsewhere ? cpuNanos : used.cpuNanos()) / 1e9 / runs,
                    elsewhere ? 0 : used.childCpuNanos() / 1e9 / runs,
                    elsewhere ? -1 : used.allocatedBytes() / runs,
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
