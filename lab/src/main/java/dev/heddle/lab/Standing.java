package dev.heddle.lab;

import org.jspecify.annotations.Nullable;

/**
 * How a model came out of its rounds, before it is compared with the others.
 *
 * @param model which
 * @param figures null where it was not measured
 * @param isRight whether it gave the answer that the others gave
 * @param why why it was not measured, or is not right; empty if neither
 */
record Standing(Model model, @Nullable Figures figures, boolean isRight, String why) {
    static Standing unavailable(Model model, String why) {
        return new Standing(model, null, false, why);
    }

    static Standing right(Model model, Figures figures) {
        return new Standing(model, figures, true, "");
    }

    static Standing wrong(Model model, Figures figures, String why) {
        return new Standing(model, figures, false, why);
    }

    /** Whether a Java program could choose it, as far as its answer goes. */
    boolean isCandidate() {
        return figures != null
                && isRight
                && (model.side() == Model.Side.HEDDLE || model.side() == Model.Side.JAVA);
    }

    /** The figures, which must be there. */
    Figures measured() {
        if (figures == null) {
            throw new IllegalStateException(model.name() + " was not measured");
        }
        return figures;
    }

    double millis() {
        return measured().millis().median();
    }

    String name() {
        return model.name();
    }
}
