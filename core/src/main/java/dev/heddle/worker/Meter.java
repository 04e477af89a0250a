package dev.heddle.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts what becomes of a pool's calls, and how long they wait and run. Any thread. */
final class Meter {
    private final LongAdder completed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final Stopwatch queueTime = new Stopwatch();
    private final Stopwatch runTime = new Stopwatch();

    void completed() {
        completed.increment();
    }

    void failed() {
        failed.increment();
    }

    void cancelled() {
        cancelled.increment();
    }

    void late() {
        late.increment();
    }

    void rejected() {
        rejected.increment();
    }

    void ran(long queueNanos, long runNanos) {
        queueTime.add(queueNanos);
        runTime.add(runNanos);
    }

    PoolStats stats(int workers, int running, int queued) {
        return new PoolStats(
                workers,
                running,
                queued,
                completed.sum(),
                failed.sum(),
                cancelled.sum(),
                late.sum(),
                rejected.sum(),
                queueTime.times(),
                runTime.times());
    }

    /** A distribution of nanoseconds. Several recorders, for workers not to wait for each other. */
    private static final class Stopwatch {
        private static final long LONGEST = TimeUnit.DAYS.toNanos(1);
        private static final int DIGITS = 2;

        private final Recorder[] recorders =
                Stream.generate(() -> new Recorder(LONGEST, DIGITS))
                        .limit(Math.min(4, Runtime.getRuntime().availableProcessors()))
                        .toArray(Recorder[]::new);
        private final Histogram sum = new Histogram(LONGEST, DIGITS);

        void add(long nanos) {
            int mine = (int) (Thread.currentThread().threadId() % recorders.length);
            recorders[mine].recordValue(Math.clamp(nanos, 0, LONGEST));
        }

        synchronized PoolStats.Times times() {
            for (var recorder : recorders) {
                sum.add(recorder.getIntervalHistogram());
            }
            return new PoolStats.Times(
                    sum.getTotalCount(),
                    Duration.ofNanos((long) sum.getMean()),
                    Duration.ofNanos(sum.getValueAtPercentile(50)),
                    Duration.ofNanos(sum.getValueAtPercentile(99)),
                    Duration.ofNanos(sum.getMaxValue()));
        }
    }
}
