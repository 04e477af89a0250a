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

    /** Where a first round is longer, imports are a small part of it. */
    private static final double WARMS_ITSELF_MILLIS = 1_000;

    private static final int MOST_RUNS = 10_000;
    private static final Duration FAILED_PATIENCE = Duration.ofSeconds(1);
    private final Candidate candidate;
    private final NanoClock clock;
    private final Children children;
    private final Lane lane;
    private final WarmUp warmUp = new WarmUp();
    private final List<Sample> samples = new ArrayList<>();
    private int runs = 1;
    private boolean weighed;
    private boolean abandoned;
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
        var sample = attempt(this::warmHere, deadline);
        if (sample != null) {
            warmUp.add(sample.millis(), sample.roundMillis());
            lastWarmUp = sample;
            runs = runsFor(warmUp.lastMillis());
        }
    }

    /**
     * The one round that a very slow interpreter needs to warm up counts, for it is dear. Of what
     * this JVM compiles, a first round is none like the others, however long.
     */
    void keepLongWarmUp() {
        var sample = lastWarmUp;
        if (sample != null
                && isInterpreted()
                && warmUp.rounds() == 1
                && sample.roundMillis() >= WARMS_ITSELF_MILLIS) {
            samples.add(sample);
        }
    }

    private boolean isInterpreted() {
        return model().side() == Model.Side.PYTHON || model().side() == Model.Side.DEMONSTRATION;
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
        var sample = attempt(() -> first ? open().firstRound(runs) : open().round(runs), deadline);
        if (sample != null) {
            samples.add(sample);
            weighed = true;
        }
    }

    /** Takes it out of the trial, at once, for what it goes on doing would be measured too. */
    private void fail(String reason) throws InterruptedException {
        why = reason;
        awaitClosed(FAILED_PATIENCE);
    }

    /** Starts to close it; what it waits for is interrupted already. */
    void close() {
        if (closing == null) {
            closing = lane.finish(this::closeHere);
        }
    }

    /**
     * Waits until it is closed; if it does not end, what it holds is closed from outside, as far as
     * that goes.
     */
    void awaitClosed(Duration patience) throws InterruptedException {
        close();
        try {
            if (closing != null && !abandoned) {
                closing.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException _) {
            // It was measured, and its harm is done: a failing close changes no figure.
        } catch (TimeoutException _) {
            abandoned = true;
            Thread.ofPlatform()
                    .daemon()
                    .name(OpenModel.THREADS + "abandon-" + model().name())
                    .start(this::closeHere);
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
        var model = new OpenModel(model(), clock, children);
        opened = model;
        model.open(candidate.opener());
        return model;
    }

    /** Some runners start their processes in their first round. */
    private Sample warmHere() throws Exception {
        var sample = open().round(runs);
        if (lastWarmUp == null) {
            open().claimChildren();
        }
        return sample;
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
