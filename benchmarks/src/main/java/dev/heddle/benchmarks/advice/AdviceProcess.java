package dev.heddle.benchmarks.advice;

import dev.heddle.lab.Effort;
import dev.heddle.lab.advise.Advisor;
import dev.heddle.lab.advise.ModelEvidence;
import java.time.Duration;

/**
 * One workload in a JVM of its own, so that the compilers have seen no other. Prints a line for the
 * advice and one for each model.
 */
final class AdviceProcess {
    private static final int LEAST_ROUNDS = 11;
    private static final int MOST_ROUNDS = 400;

    private AdviceProcess() {}

    /**
     * Measures.
     *
     * @param args the workload; how many seconds, 0 for as an advisor does without being told
     * @throws Exception if the workload does not work
     */
    public static void main(String... args) throws Exception {
        int seconds = Integer.parseInt(args[1]);
        var advisor = Advisor.with();
        if (seconds > 0) {
            advisor.effort(new Effort(Duration.ofSeconds(seconds), LEAST_ROUNDS, MOST_ROUNDS));
        }
        var advice = advisor.open().adviseOn(Suite.workload(args[0]));
        System.out.println(
                "advice "
                        + (advice.isGiven() ? advice.model() : "none")
                        + " "
                        + advice.confidence());
        for (var model : advice.models()) {
            if (model.available()) {
                System.out.println("model " + model.model() + " " + figures(model));
            }
        }
        System.exit(0);
    }

    private static String figures(ModelEvidence model) {
        var micros = model.microsPerCall();
        return (micros == null ? Double.NaN : micros.median()) + " " + model.holdsLoop();
    }
}
