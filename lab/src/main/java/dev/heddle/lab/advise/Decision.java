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

    private static final int LEAST_ROUNDS = 5;

    /** The width of an interval, to its median, with which nothing may be said. */
    private static final double TOO_WIDE = 1;

    /** And with which something is sure. */
    private static final double NARROW = 0.2;

    private final List<ModelEvidence> measured;
    private final boolean waits;

    private Decision(List<ModelEvidence> models, boolean waits) {
        this.measured = models.stream().filter(model -> model.microsPerCall() != null).toList();
        this.waits = waits;
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

    static Verdict of(List<ModelEvidence> models, boolean waits) {
        return new Decision(models, waits).decide();
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
        equals.sort(comparingInt(model -> Way.of(model.model()).burden(waits)));
        var best = equals.removeFirst();
        var others = free.stream().filter(model -> median(model) > limit).toList();
        var reason = doubt(best, free.getFirst());
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

    private boolean holdsTheLoop(ModelEvidence model) {
        double lag = model.lagP99Millis();
        double least = measured.stream().mapToDouble(ModelEvidence::lagP99Millis).min().orElse(0);
        return lag > HELD_MILLIS && lag > HELD_RATIO * least;
    }

    private static @Nullable String doubt(ModelEvidence best, ModelEvidence fastest) {
        for (var model : List.of(best, fastest)) {
            if (model.rounds() < LEAST_ROUNDS) {
                return "not enough data: %s has %d rounds, which must be %d"
                        .formatted(model.model(), model.rounds(), LEAST_ROUNDS);
            }
            if (width(model) > TOO_WIDE) {
                var interval = interval(model);
                return "not enough data: %s took from %s to %s a call, the machine is too noisy"
                        .formatted(
                                model.model(),
                                Units.micros(interval.low()),
                                Units.micros(interval.high()));
            }
        }
        return null;
    }

    private static Confidence confidence(
            ModelEvidence best, List<ModelEvidence> equals, List<ModelEvidence> others) {
        double high = interval(best).high();
        boolean apart = others.stream().allMatch(other -> interval(other).low() > high);
        if (!apart) {
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
