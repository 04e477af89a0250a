package dev.heddle.demo.io.fetch;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run.
 *
 * @param urls that have a result
 * @param sumNanos the latencies one after the other
 * @param peak the most requests that were under way at a time
 * @param threads platform threads that the tasks were seen on
 * @param slowest the requests that took longest, the longest first
 * @param lag how late the loop was
 * @param passed what was passed over
 * @param unfinished URLs that were under way when the run was ended early
 * @param total how many URLs there would have been, or {@link UrlSource#UNKNOWN}
 */
record Report(
        long urls,
        long failed,
        long bytes,
        long nanos,
        long sumNanos,
        Latency latency,
        int peak,
        int threads,
        List<Failures> failures,
        List<Slowest.Slow> slowest,
        LoopLag.Figures lag,
        Passed passed,
        boolean interrupted,
        long unfinished,
        long total) {
    long ok() {
        return urls - failed;
    }

    double seconds() {
        return nanos / 1e9;
    }

    double perSecond() {
        return nanos == 0 ? 0 : urls / seconds();
    }

    /**
     * What was not fetched, and is not counted as a URL of the run.
     *
     * @param recorded have their record from an earlier run
     * @param repeats had come before
     */
    record Passed(long recorded, long repeats) {
        static final Passed NONE = new Passed(0, 0);

        static Passed by(@Nullable Sieve sieve) {
            return sieve == null ? NONE : new Passed(sieve.skipped(), sieve.repeats());
        }
    }

    /** In microseconds. */
    record Latency(long p50, long p90, long p99, long max) {
        static Latency of(Histogram micros) {
            return new Latency(
                    micros.getValueAtPercentile(50),
                    micros.getValueAtPercentile(90),
                    micros.getValueAtPercentile(99),
                    micros.getMaxValue());
        }

        static double millis(long micros) {
            return micros / (double) TimeUnit.MILLISECONDS.toMicros(1);
        }
    }

    /** The failures of one kind, and the first of them; the most frequent kind comes first. */
    static final class Failures implements Comparable<Failures> {
        final String kind;
        final String url;
        final String message;
        long count;

        Failures(String kind, String url, Result.Failure first) {
            this.kind = kind;
            this.url = url;
            this.message = first.message();
        }

        @Override
        public int compareTo(Failures other) {
            return Long.compare(other.count, count);
        }
    }
}
