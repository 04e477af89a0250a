package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How one model did on one workload.
 *
 * @param model which
 * @param figures what it took; null where it was not measured
 * @param ratioToBest its median to the best model's; NaN where it was not measured
 * @param isRight whether it gave the answer that the others gave, the same each time; false where
 *     it was not measured
 * @param why why it was not measured, or may not be chosen, or what is notable; empty if nothing is
 */
public record ModelResult(
        Model model, @Nullable Figures figures, double ratioToBest, boolean isRight, String why) {
    public ModelResult {
        requireNonNull(model, "model");
        requireNonNull(why, "why");
    }

    /** One whose answer, if it has one, is right. */
    public ModelResult(Model model, @Nullable Figures figures, double ratioToBest, String why) {
        this(model, figures, ratioToBest, figures != null, why);
    }

    /** Whether there are figures. */
    public boolean available() {
        return figures != null;
    }
}
