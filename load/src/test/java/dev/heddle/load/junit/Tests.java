package dev.heddle.load.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes as a build would, and gives back what failed. */
final class Tests {
    private static final String PARALLEL = "junit.jupiter.execution.parallel.";

    private Tests() {}

    static Throwable onlyFailure(Class<?> tests) {
        var failures = failures(tests);
        assertThat(failures).hasSize(1);
        return failures.getFirst();
    }

    static List<Throwable> failures(Class<?>... tests) {
        return failures(EngineTestKit.engine("junit-jupiter"), tests);
    }

    static List<Throwable> failuresInParallel(Class<?>... tests) {
        return failures(
                EngineTestKit.engine("junit-jupiter")
                        .configurationParameter(PARALLEL + "enabled", "true")
                        .configurationParameter(PARALLEL + "mode.default", "concurrent")
                        .configurationParameter(PARALLEL + "config.strategy", "fixed")
                        .configurationParameter(PARALLEL + "config.fixed.parallelism", "4"),
                tests);
    }

    private static List<Throwable> failures(EngineTestKit.Builder kit, Class<?>... tests) {
        var events =
                kit.selectors(
                                Stream.of(tests)
                                        .map(type -> selectClass(type))
                                        .toArray(
                                                org.junit.platform.engine.DiscoverySelector[]::new))
                        .execute();
        assertThat(events.testEvents().started().count()).isPositive();
        return events.allEvents().failed().map(Tests::thrown).toList();
    }

    private static Throwable thrown(Event event) {
        return event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
