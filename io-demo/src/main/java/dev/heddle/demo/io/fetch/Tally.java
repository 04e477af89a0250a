package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.fetch.Phases.Flight;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Counts what happens. Only touched by the tasks of one loop, but for {@link #done} and {@link
 * #failed}, which any thread may read.
 */
final class Tally {
    /** Latencies are kept to three digits, whatever their range. */
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(DIGITS);
    private final Map<String, Report.Failures> failures = new LinkedHashMap<>();
    private final Set<String> threads = new HashSet<>();
    private final Slowest slowest = new Slowest();
    private final HostTallies hosts = new HostTallies();
    private final LoopLag lag = new LoopLag();
    private long bytes;
    private long sumNanos;
    private long started;
    private int running;
    private int peak;

    // Written by the loop, read by any thread.
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** It is a URL's turn; it is unfinished until its result is {@link #add added}. */
    void start(String host) {
        started++;
        hosts.start(host);
    }

    /** A request is about to be sent. */
    void begin() {
        running++;
        peak = Math.max(peak, running);
        threads.add(carrier());
    }

    /** A request has ended, one way or the other. */
    void end() {
        running--;
    }

    /** It has a result, after so long. */
    void took(Request request, long nanos, Flight flight) {
        slowest.add(request, nanos, flight);
    }

    void add(String host, Result result) {
        bytes += result.bytes();
        sumNanos += result.nanos();
        if (result.nanos() > 0) {
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(result.nanos()));
        }
        var failure = result.failure();
        if (failure != null) {
            failures.computeIfAbsent(
                            failure.kind(), k -> new Report.Failures(k, result.url(), failure))
                    .count++;
            failed.setRelease(failed.getPlain() + 1);
        }
        hosts.end(host, failure != null);
        done.setRelease(done.getPlain() + 1);
    }

    long done() {
        return done.get();
    }

    long failed() {
        return failed.get();
    }

    LoopLag lag() {
        return lag;
    }

    /** What a person gets to see meanwhile. */
    Live live() {
        return new Live(
                hosts.busiest(),
                hosts.known(),
                failures.values().stream()
                        .sorted()
                        .map(f -> new Live.Kind(f.kind, f.count))
                        .toList(),
                running,
                lag.lastNanos(),
                lag.worstNanos());
    }

    /**
     * The figures so far, of a run that took {@code nanos} and was ended early or not.
     *
     * @param total how many URLs there would have been, or {@link UrlSource#UNKNOWN}
     */
    Report report(long nanos, boolean interrupted, long total, Report.Passed passed) {
        return new Report(
                done(),
                failed(),
                bytes,
                nanos,
                sumNanos,
                Report.Latency.of(micros),
                peak,
                threads.size(),
                failures.values().stream().sorted().toList(),
                slowest.list(),
                lag.figures(),
                passed,
                interrupted,
                started - done(),
                total);
    }

    /** The platform thread under the current task. Only its description tells it. */
    private static String carrier() {
        String thread = Thread.currentThread().toString();
        return thread.substring(thread.lastIndexOf('@') + 1);
    }
}
