package dev.heddle.load.report;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Times;
import dev.heddle.load.GeneratorHealth;
import dev.heddle.load.StubHealth;

/** How the generator and the stub were, for people. */
final class HealthText {
    private HealthText() {}

    static String of(GeneratorHealth health) {
        String collections =
                health.gcCount() == 0
                        ? "no GC"
                        : Numbers.count(health.gcCount(), "GC")
                                + " ("
                                + Times.of(health.gcMillis())
                                + " in all)";
        return "loop lag p99 %s, max %s; %s; CPU %s of a core for each loop; %s opened; %s"
                .formatted(
                        Times.of(health.loopLagP99Millis()),
                        Times.of(health.loopLagMaxMillis()),
                        collections,
                        share(health.cpuShare()),
                        Numbers.count(health.connectionsOpened(), "connection"),
                        waiting(health));
    }

    static String of(StubHealth stub) {
        return stub.kind() + (stub.saturated() ? " was THE LIMIT: " : ": ") + stub.why();
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "–" : Math.round(100 * share) + " %";
    }

    private static String waiting(GeneratorHealth health) {
        return health.waited() == 0
                ? "none waited for one"
                : Numbers.count(health.waited())
                        + " waited for one (p99 over all "
                        + Times.of(health.waitMillis())
                        + ")";
    }
}
