package dev.heddle.lab.advise;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import dev.heddle.lab.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which way to run a work, from figures alone. The fastest that leaves the loop free; among those
 * as fast as it, the one with the fewest parts.
 */
final class Decision {
    /** Below this, a difference is none that anybody would change a program for. */
    static final double EQUAL = 1.05;

    /** How late the loop may be. */
    static final double HELD_MILLIS = 10;

    /** A machine so busy that every loop is late: a way holds it that makes it this much later. */
    private static final double HELD_RATIO = 2;

    static final int LEAST_ROUNDS = 5;

    /** The width of an interval, to its median, with which nothing may be said. */
    private static final double TOO_WIDE = 1;

    /** And with which something is sure. */
    private static final double NARROW = 0.2;

    /**
     * Calls that together take so much of a core hold the loop for half of what is allowed: if it
     * is late beside them, it is their doing, and not another program's.
     */
    private static final double BURST_MICROS = 5_000;

    /** A garbage collection that stops the loop for half of what is allowed is one that counts. */
    private static final double PAUSE_MILLIS = HELD_MILLIS / 2;

    private final List<ModelEvidence> measured;
    private final CallProfile call;
    private final int concurrency;

    private Decision(List<ModelEvidence> models, CallProfile call, int concurrency) {
        this.measured = models.stream().filter(model -> model.microsPerCall() != null).toList();
        this.call = call;
        this.concurrency = concurrency;
    }

    /**
     * What was decided.
     *
     * @param best null where nothing may be named
     * @param confidence how sure
     * @param equals as fast as the best, but with more parts
     * @param runnerUp the fastest of the others that leave the loop free
     * @param held those that hold the loop
     * @param reasons why nothing may be named
     */
    record Verdict(
            @Nullable ModelEvidence best,
            Confidence confidence,
            List<ModelEvidence> equals,
            @Nullable ModelEvidence runnerUp,
            List<ModelEvidence> held,
            List<String> reasons) {}

    static Verdict of(List<ModelEvidence> models, CallProfile call, int concurrency) {
        return new Decision(models, call, concurrency).decide();
    }

    private Verdict decide() {
        var held = measured.stream().filter(this::holdsTheLoop).toList();
        var free = new ArrayList<>(measured);
        free.removeAll(held);
        if (free.isEmpty()) {
            return none(held, "not enough data: no model could be measured");
        }
        free.sort(comparingDouble(Decision::median));
        double limit = median(free.getFirst()) * EQUAL;
        var equals =
                new ArrayList<>(free.stream().filter(model -> median(model) <= limit).toList());
        equals.sort(comparingInt(model -> Way.of(model.model()).burden(call.mostlyWaits())));
        var best = equals.removeFirst();
        var others = free.stream().filter(model -> median(model) > limit).toList();
        var reason = doubt(best, others);
        if (reason != null) {
            return none(held, reason);
        }
        var runnerUp = others.isEmpty() ? null : others.getFirst();
        return new Verdict(
                best, confidence(best, equals, others), equals, runnerUp, held, List.of());
    }

    private static Verdict none(List<ModelEvidence> held, String reason) {
        return new Verdict(null, Confidence.NONE, List.of(), null, held, List.of(reason));
    }

    /** Late beside this way, later than beside others, and for a reason. */
    private boolean holdsTheLoop(ModelEvidence model) {
        double lag = model.loopLateMillis();
        double least = measured.stream().mapToDouble(ModelEvidence::loopLateMillis).min().orElse(0);
        return lag > HELD_MILLIS && lag > HELD_RATIO * least && mayHold(model);
    }

    private boolean mayHold(ModelEvidence model) {
        return switch (Way.of(model.model())) {
            case INLINE -> call.cpuMicros() * Math.min(concurrency, model.calls()) > BURST_MICROS;
            case THREADS, VIRTUAL_THREADS -> model.gcPauseMillis() > PAUSE_MILLIS;
            case PROCESSES -> false;
        };
    }

    private static @Nullable String doubt(ModelEvidence best, List<ModelEvidence> others) {
        if (best.rounds() < LEAST_ROUNDS) {
            return "not enough data: %s has %d rounds, which must be %d"
                    .formatted(best.model(), best.rounds(), LEAST_ROUNDS);
        }
        var interval = interval(best);
        boolean apart = isApart(best, others);
        if (!apart && width(best) > TOO_WIDE) {
            return "not enough data: %s took from %s to %s a call, and others as much"
                    .formatted(
                            best.model(),
                            Units.micros(interval.low()),
                            Units.micros(interval.high()));
        }
        return null;
    }

    private static boolean isApart(ModelEvidence best, List<ModelEvidence> others) {
        double high = interval(best).high();
        return others.stream().allMatch(other -> interval(other).low() > high);
    }

    private static Confidence confidence(
            ModelEvidence best, List<ModelEvidence> equals, List<ModelEvidence> others) {
        if (!isApart(best, others)) {
            return Confidence.LOW;
        }
        boolean narrow = width(best) <= NARROW && equals.stream().allMatch(e -> width(e) <= NARROW);
        return narrow ? Confidence.HIGH : Confidence.MEDIUM;
    }

    private static double width(ModelEvidence model) {
        var interval = interval(model);
        return (interval.high() - interval.low()) / interval.median();
    }

    static double median(ModelEvidence model) {
        return interval(model).median();
    }

    private static Interval interval(ModelEvidence model) {
        return Objects.requireNonNull(model.microsPerCall(), model.model());
    }
}
