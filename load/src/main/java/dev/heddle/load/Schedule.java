package dev.heddle.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * When the arrivals of one loop are due. Each of {@code loops} loops has every so many-th of evenly
 * spaced arrivals; of a Poisson process each has one of its own with its share of the rate, which
 * together are one with the whole.
 *
 * <p>A time is found from how many arrivals come before it: the integral of the rate, inverted. So
 * nothing adds up but what the stages bring, and an hour is as exact as a second.
 */
final class Schedule {
    /** What {@link #next} says when there are no more. */
    static final long END = Long.MAX_VALUE;

    private final List<Stage> stages;
    private final int loops;

    /** Null for even spacing. */
    private final @Nullable SplittableRandom random;

    /** How many arrivals of all loops come before the next of this one. */
    private double before;

    private int stage;

    /** What the stages before the current one brought, and how long they took. */
    private double stageArrivals;

    private double stageNanos;

    private Schedule(List<Stage> stages, int loop, int loops, @Nullable SplittableRandom random) {
        this.stages = stages;
        this.loops = loops;
        this.random = random;
        this.before = random == null ? loop : exponential(random);
    }

    /** The arrivals of one of the plan's loops, the warm-up first. */
    static Schedule of(LoadPlan plan, int loop) {
        var stages = new ArrayList<Stage>();
        if (!plan.warmUp().isZero()) {
            double rate = firstRate(plan.stages().getFirst());
            stages.add(new Stage(plan.warmUp(), rate, rate));
        }
        stages.addAll(plan.stages());
        var random =
                plan.spacing() == Spacing.POISSON ? new SplittableRandom(plan.seed() + loop) : null;
        return new Schedule(stages, loop, plan.loops(), random);
    }

    /** A ramp that begins with nothing is warmed up for with a tenth of what it comes to. */
    private static double firstRate(Stage first) {
        return first.from() > 0 ? first.from() : first.to() / 10;
    }

    /** The next one, in nanoseconds since the beginning; {@link #END} after the last. */
    long next() {
        while (stage < stages.size()) {
            var current = stages.get(stage);
            if (before - stageArrivals < current.arrivals()) {
                long at = Math.round(stageNanos + nanosInto(current, before - stageArrivals));
                before += random == null ? loops : exponential(random);
                return at;
            }
            stageArrivals += current.arrivals();
            stageNanos += current.length().toNanos();
            stage++;
        }
        return END;
    }

    /** After what time a stage has brought so many arrivals. */
    private static double nanosInto(Stage stage, double arrivals) {
        double seconds = seconds(stage.length());
        double slope = (stage.to() - stage.from()) / seconds;
        // Of both forms of the quadratic formula the one that is exact for a slope of zero.
        double root = Math.sqrt(Math.max(0, stage.from() * stage.from() + 2 * slope * arrivals));
        return arrivals == 0 ? 0 : 2e9 * arrivals / (stage.from() + root);
    }

    private double exponential(SplittableRandom source) {
        return -Math.log(1 - source.nextDouble()) * loops;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** What rate the plan asks for so long after its beginning; 0 after its end. */
    static double rateAt(LoadPlan plan, long nanos) {
        long left = nanos - plan.warmUp().toNanos();
        if (left < 0) {
            return firstRate(plan.stages().getFirst());
        }
        for (var stage : plan.stages()) {
            long length = stage.length().toNanos();
            if (left < length) {
                return stage.from() + (stage.to() - stage.from()) * left / length;
            }
            left -= length;
        }
        return 0;
    }
}
