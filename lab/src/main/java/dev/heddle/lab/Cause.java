package dev.heddle.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says why the best model is the best, from figures alone. A model is faster because it needs less
 * CPU, because more cores work, or because it waits for many things at once; what the figures show
 * of these is named, and what became of the loop.
 */
final class Cause {
    /** Differences of CPU time or of busy cores below this are not worth a word. */
    static final double NOTABLE = 1.3;

    /** A model that keeps less of a core busy mostly waits. */
    private static final double MOSTLY_WAITING = 0.7;

    private static final String WHOLE_ARRAYS =
            ": whole arrays at a time, not one value after the other";

    private final Kind kind;
    private final Ranking ranking;
    private final Figures best;

    Cause(Kind kind, Ranking ranking) {
        this.kind = kind;
        this.ranking = ranking;
        this.best = ranking.best().measured();
    }

    String text() {
        var parts = new ArrayList<String>();
        var other = ranking.contrast();
        if (kind != Kind.VECTORISED && cores(best) < MOSTLY_WAITING) {
            parts.add(waiting(other));
        } else {
            parts.addAll(working(other));
        }
        parts.add(loop());
        String text = String.join("; ", parts);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    private String waiting(@Nullable Standing other) {
        String share = "it waited for " + Words.percent(1 - cores(best)) + " of the time";
        if (best.threads() < 1) {
            return share;
        }
        String threads = best.threads() == 1 ? "one thread" : best.threads() + " threads";
        int theirs = other == null ? 0 : other.measured().threads();
        String contrast =
                other == null || theirs < 2 * best.threads()
                        ? ""
                        : " where " + other.name() + " had " + theirs;
        return share + ", with " + threads + contrast;
    }

    private List<String> working(@Nullable Standing other) {
        var parts = new ArrayList<String>();
        if (other != null) {
            lessCpu(other, parts);
            moreCores(other, parts);
        }
        if (parts.isEmpty()) {
            parts.add(coresWorked());
        }
        return parts;
    }

    private void lessCpu(Standing other, List<String> parts) {
        double ratio = other.measured().cpuSeconds() / best.cpuSeconds();
        if (ratio >= NOTABLE) {
            String how = kind == Kind.VECTORISED ? WHOLE_ARRAYS : spent(other);
            parts.add("%s needs %s the CPU%s".formatted(other.name(), Words.times(ratio), how));
        }
    }

    /** Where one core beats several, what these cost to reach is more than they give. */
    private String spent(Standing other) {
        return other.measured().threads() > best.threads()
                ? ", more than its other threads give back"
                : " for the same answer";
    }

    private void moreCores(Standing other, List<String> parts) {
        double theirs = cores(other.measured());
        if (cores(best) >= NOTABLE * theirs) {
            parts.add(
                    "%s where %s kept %s busy"
                            .formatted(coresWorked(), other.name(), Words.cores(theirs)));
        }
    }

    private String loop() {
        var lag = best.lag();
        return Judge.holdsLoop(best)
                ? "no model left the loop free, this one held it for "
                        + Words.millis(lag.heldMillis())
                : "the loop stayed free (held for " + Words.millis(lag.heldMillis()) + ")";
    }

    private String coresWorked() {
        double cores = cores(best);
        return cores < NOTABLE ? "one core worked" : Words.cores(cores) + " cores worked";
    }

    private static double cores(Figures figures) {
        return figures.cpuSeconds() / (figures.millis().median() / 1000);
    }
}
