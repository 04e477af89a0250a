package dev.heddle.lab;

import dev.heddle.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One candidate while its trial runs: it is opened, warmed, measured and closed on a {@link Lane},
 * with a loop of its own, so that one that never gives its loop back leaves the others theirs. Used
 * by the trial's thread.
 */
final class Entrant {
    /**
     * A round of quick runs is as many of them as take this long: the clock's own cost and the
     * readings around the round are less than a thousandth of it, and some of the probe's timers
     * fall into it.
     */
    static final double LEAST_ROUND_MILLIS = 5;

    private static final int MOST_RUNS = 10_000;
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

    private final Candidate candidate;
    private final NanoClock clock;
    private final Lane lane;
    private final WarmUp warmUp = new WarmUp();
    private final List<Sample> samples = new ArrayList<>();
    private int runs = 1;
    private boolean hasChildren;
    private @Nullable String why;
    private @Nullable Future<?> closing;

    // Written on the lane, and read elsewhere if it does not end.
    private volatile @Nullable EventLoop loop;
    private volatile @Nullable LagProbe probe;
    private volatile @Nullable Runner runner;

    Entrant(Candidate candidate, NanoClock clock) {
        this.candidate = candidate;
        this.clock = clock;
        this.lane = new Lane(candidate.model().name());
    }

    Model model() {
        return candidate.model();
    }

    /** Whether it is still to be measured. */
    boolean isIn() {
        return why == null;
    }

    /** Why it is not, if it is not. */
    @Nullable String why() {
        return why;
    }

    WarmUp warmUp() {
        return warmUp;
    }

    List<Sample> samples() {
        return samples;
    }

    double lagP99Millis() {
        return probe == null ? 0 : probe.p99Millis();
    }

    /** Its first measured answer. */
    Object answer() {
        return samples.getFirst().answer();
    }

    /** One that it gave later and that is another, if it cannot make up its mind. */
    @Nullable Object otherAnswer() {
        return samples.stream()
                .map(Sample::answer)
                .filter(later -> !Answers.same(later, answer()))
                .findFirst()
                .orElse(null);
    }

    /** What a measured round of it takes. */
    double roundMillis() {
        return warmUp.lastMillis() * runs;
    }

    void open(Duration deadline) throws InterruptedException {
        attempt(this::openHere, deadline);
    }

    void warm(Duration deadline) throws InterruptedException {
        var sample = attempt(() -> round(runs), deadline);
        if (sample != null) {
            warmUp.add(sample.millis(), sample.roundMillis());
            runs = runsFor(warmUp.lastMillis());
        }
    }

    void measure(Duration deadline) throws InterruptedException {
        var sample = attempt(() -> round(runs), deadline);
        if (sample != null) {
            samples.add(sample);
        }
    }

    /** Takes it out of the trial. */
    void fail(String reason) {
        why = reason;
        close();
    }

    /** Starts to close it; what it waits for is interrupted already. */
    void close() {
        if (closing == null) {
            closing = lane.finish(this::closeHere);
        }
    }

    /**
     * Waits until it is closed.
     *
     * @return false if it does not end; then what it holds is closed from outside, as far as that
     *     goes
     */
    boolean awaitClosed(Duration patience) throws InterruptedException {
        close();
        try {
            if (closing != null) {
                closing.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (ExecutionException e) {
            // It was measured, and its harm is done: a failing close changes no figure.
            return true;
        } catch (TimeoutException e) {
            Thread.ofPlatform()
                    .daemon()
                    .name("lab-abandon-" + model().name())
                    .start(this::closeHere);
            return false;
        }
    }

    static int runsFor(double millis) {
        return (int)
                Math.clamp(Math.ceil(LEAST_ROUND_MILLIS / Math.max(millis, 1e-6)), 1, MOST_RUNS);
    }

    private <T> @Nullable T attempt(Callable<T> work, Duration deadline)
            throws InterruptedException {
        try {
            return lane.call(work, deadline);
        } catch (ModelFailure e) {
            fail(e.why());
            return null;
        }
    }

    private Runner openHere() throws Exception {
        long before = children();
        var opened =
                EventLoop.builder().name("lab-" + model().name()).closeGrace(CLOSE_GRACE).open();
        loop = opened;
        probe = new LagProbe(opened, clock);
        var ready = candidate.opener().open(new LentLoop(opened));
        runner = ready;
        hasChildren = children() > before;
        return ready;
    }

    private Sample round(int times) throws Exception {
        var mine = probe;
        var ready = runner;
        if (mine == null || ready == null) {
            throw new IllegalStateException(model().name() + " is not open");
        }
        var sum = new Sample.Sum(times);
        var before = Usage.now(hasChildren);
        mine.begin();
        for (int i = 0; i < times; i++) {
            long start = clock.nanos();
            var round = ready.round();
            sum.add(round, clock.nanos() - start);
        }
        var lag = mine.end();
        return sum.sample(Usage.now(hasChildren).since(before), lag);
    }

    /** The runner before its loop, on which it may still have to tidy up. */
    private void closeHere() {
        var closable = runner;
        var lent = loop;
        try {
            if (closable != null) {
                closable.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (lent != null) {
                lent.close();
            }
        }
    }

    private static long children() {
        return ProcessHandle.current().descendants().count();
    }

    private record LentLoop(EventLoop loop) implements Bench {
        @Override
        public int cores() {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
