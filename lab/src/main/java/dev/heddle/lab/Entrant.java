package dev.heddle.lab;

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
 * One candidate while its trial runs: it is opened, warmed, measured and closed on its {@link
 * Lane}, each in bounded time. Used by the trial's thread.
 */
final class Entrant {
    /**
     * A round of quick runs is as many of them as take this long: the clock's own cost and the
     * readings around the round are less than a thousandth of it, and some of the probe's timers
     * fall into it.
     */
    static final double LEAST_ROUND_MILLIS = 5;

    /** In a first round that is longer, the JIT is through in a small part of it. */
    private static final double WARMS_ITSELF_MILLIS = 1_000;

    private static final int MOST_RUNS = 10_000;
    private final Candidate candidate;
    private final NanoClock clock;
    private final Children children;
    private final Lane lane;
    private final WarmUp warmUp = new WarmUp();
    private final List<Sample> samples = new ArrayList<>();
    private int runs = 1;
    private boolean weighed;
    private @Nullable Sample lastWarmUp;
    private @Nullable String why;
    private @Nullable Future<?> closing;

    /** Written on the lane, and read elsewhere if that does not end. */
    private volatile @Nullable OpenModel opened;

    Entrant(Candidate candidate, NanoClock clock, Children children) {
        this.children = children;
        this.candidate = candidate;
        this.clock = clock;
        this.lane = new Lane(OpenModel.THREADS + candidate.model().name());
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
        var model = opened;
        return model == null ? 0 : model.lagP99Millis();
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
        var sample = attempt(() -> open().round(runs), deadline);
        if (sample != null) {
            warmUp.add(sample.millis(), sample.roundMillis());
            lastWarmUp = sample;
            runs = runsFor(warmUp.lastMillis());
        }
    }

    /** The one round that a very slow model needs to warm up counts, for it is dear. */
    void keepLongWarmUp() {
        var sample = lastWarmUp;
        if (sample != null && warmUp.rounds() == 1 && sample.roundMillis() >= WARMS_ITSELF_MILLIS) {
            samples.add(sample);
        }
    }

    /** Whether its memory is known. */
    boolean isWeighed() {
        return weighed;
    }

    double spentMillis() {
        return warmUp.spentMillis()
                + samples.stream()
                        .filter(sample -> sample != lastWarmUp)
                        .mapToDouble(Sample::roundMillis)
                        .sum();
    }

    /** A round that counts; the first tells the memory too. */
    void measure(Duration deadline) throws InterruptedException {
        boolean first = !weighed;
        var sample =
                attempt(
                        () -> first ? open().weighedRound(runs, children) : open().round(runs),
                        deadline);
        if (sample != null) {
            samples.add(sample);
            weighed = true;
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
                    .name(OpenModel.THREADS + "abandon-" + model().name())
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

    private OpenModel openHere() throws Exception {
        var model = new OpenModel(model(), clock);
        opened = model;
        model.open(candidate.opener());
        return model;
    }

    private OpenModel open() {
        var model = opened;
        if (model == null) {
            throw new IllegalStateException(model().name() + " is not open");
        }
        return model;
    }

    private void closeHere() {
        var model = opened;
        if (model != null) {
            model.close();
        }
    }
}
