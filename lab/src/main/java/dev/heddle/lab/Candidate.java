package dev.heddle.lab;

import static java.util.Objects.requireNonNull;

/**
 * A model to try on a workload.
 *
 * @param model which
 * @param opener makes it ready; one that throws {@link AbsentException} is listed as absent
 */
public record Candidate(Model model, Runner.Opener opener) {
    public Candidate {
        requireNonNull(model, "model");
        requireNonNull(opener, "opener");
    }

    /** One that is named, and why it is not there. */
    public static Candidate absent(Model model, String why) {
        return new Candidate(
                model,
                _ -> {
                    throw new AbsentException(why);
                });
    }
}
