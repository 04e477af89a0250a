package dev.heddle.http;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets the requests to one host begin: evenly spaced, and as few at a time as the host can take.
 * First come, first served. Only touched on the loop.
 *
 * <p>The second is additive increase and multiplicative decrease (RFC 5681), on the number of
 * requests under way instead of TCP's segments: a round is as many good answers as that number.
 *
 * @param <R> a request
 */
final class Admission<R> {
    /** Weight of the newest in the smoothed latency: about the last ten count. */
    private static final double NEWEST = 0.1;

    /** Answers before latency means anything. */
    private static final int FIRST_ANSWERS = 10;

    /** Slower than this, times the best so far, is a sign of overload. */
    private static final double SLOW = 2;

    /** Differences below are noise. */
    private static final double NOISE_NANOS = 10e6;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final Consumer<R> begin;
    private final EventLoop loop;
    private final long spacingNanos;
    private final boolean polite;
    private final int most;
    private final LinkedHashSet<R> waiting = new LinkedHashSet<>();
    private final Runnable tidy;

    /** When the next may begin. */
    private long next;

    private boolean waking;
    private int underWay;

    // Politeness.
    private double window;
    private double latency;
    private double best = Double.MAX_VALUE;
    private int answers;

    /** Answers to requests that began before the last decrease say nothing new. */
    private int outdated;

    /**
     * An admission where nobody waits.
     *
     * @param begin lets a request begin
     * @param tidy told that there may be nothing left to do
     */
    Admission(EventLoop loop, Settings.Limits limits, Consumer<R> begin, Runnable tidy) {
        this.begin = begin;
        this.loop = loop;
        this.spacingNanos = limits.ratePerHost() == 0 ? 0 : (long) (1e9 / limits.ratePerHost());
        this.polite = limits.polite();
        this.most = limits.perHost();
        this.window = most;
        this.tidy = tidy;
        this.next = loop.ticker().nanoTime();
    }

    static boolean isNeeded(Settings.Limits limits) {
        return limits.ratePerHost() > 0 || limits.polite();
    }

    /** Queues a request, which begins now or when its turn has come. */
    void add(R request) {
        waiting.add(request);
        admit();
    }

    /** Those who have not begun, in their order. */
    List<R> waiting() {
        return List.copyOf(waiting);
    }

    /** It does not want to begin any more. */
    void forget(R request) {
        waiting.remove(request);
    }

    /** A request that was admitted has ended; its status is 0 without an answer. */
    void left(int status, long firstByteNanos) {
        underWay--;
        if (polite) {
            learn(status, firstByteNanos);
        }
        admit();
        if (waiting.isEmpty() && underWay == 0) {
            rest();
        }
    }

    /** What is forgotten before its time would let the next begin too early. */
    private void rest() {
        long nanos = spacingNanos == 0 ? 0 : next - loop.ticker().nanoTime();
        if (nanos > 0) {
            wakeIn(nanos);
        } else {
            tidy.run();
        }
    }

    /** Whether it can be forgotten. */
    boolean isUnused() {
        return waiting.isEmpty() && underWay == 0 && !waking;
    }

    /** How many may be under way. */
    int window() {
        return (int) window;
    }

    private void admit() {
        while (!waiting.isEmpty() && underWay < (int) window) {
            if (spacingNanos > 0 && !isTime()) {
                return;
            }
            underWay++;
            begin.accept(waiting.removeFirst());
        }
    }

    /** Takes the time of one request, or waits for it. */
    private boolean isTime() {
        long now = loop.ticker().nanoTime();
        if (next - now > 0) {
            wakeIn(next - now);
            return false;
        }
        // What a late timer has missed is caught up with, but not what nobody wanted.
        next = Math.max(next, now - spacingNanos) + spacingNanos;
        return true;
    }

    private void wakeIn(long nanos) {
        // A loop at its end takes no timers, and fails those who wait.
        if (!waking && !loop.isShuttingDown()) {
            waking = true;
            var _ = loop.schedule(this::wake, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void wake() {
        waking = false;
        admit();
        tidy.run();
    }

    private void learn(int status, long firstByteNanos) {
        if (outdated > 0) {
            outdated--;
            return;
        }
        boolean overloaded = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
        if (status > 0 && !overloaded) {
            latency = answers == 0 ? firstByteNanos : latency + NEWEST * (firstByteNanos - latency);
            answers++;
            if (answers >= FIRST_ANSWERS) {
                best = Math.min(best, latency);
                overloaded = latency > SLOW * best + NOISE_NANOS;
            }
        }
        if (overloaded) {
            window = Math.max(1, Math.min(window, underWay + 1) / 2);
            outdated = underWay;
        } else if (status > 0) {
            window = Math.min(most, window + 1 / window);
        }
    }
}
