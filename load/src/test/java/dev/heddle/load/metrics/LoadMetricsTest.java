package dev.heddle.load.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heddle.load.Moments;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LoadMetrics metrics = new LoadMetrics(registry);

    @Test
    void countsFollowTheTest() {
        metrics.progress(Moments.warmingUp());
        metrics.progress(Moments.measuring(100, Map.of("timeout", 1L)));
        metrics.progress(Moments.measuring(250, Map.of("timeout", 3L, "connect", 2L)));

        assertThat(counted("ok")).isEqualTo(250);
        assertThat(counted("sent")).isEqualTo(257);
        assertThat(counted("offered")).isEqualTo(267);
        assertThat(failed("timeout")).isEqualTo(3);
        assertThat(failed("connect")).isEqualTo(2);
    }

    @Test
    void countsOfAnotherTestAreAdded() {
        metrics.progress(Moments.measuring(100, Map.of("timeout", 5L)));
        metrics.progress(Moments.measuring(10, Map.of("timeout", 2L)));

        assertThat(counted("ok")).isEqualTo(110);
        assertThat(failed("timeout")).isEqualTo(7);
    }

    @Test
    void latenciesAreQuantilesInSeconds() {
        metrics.progress(Moments.measuring(1, Map.of()));

        assertThat(quantile("0.5")).isCloseTo(0.5, within(1e-3));
        assertThat(quantile("0.99")).isCloseTo(0.99, within(1e-3));
        assertThat(quantile("0.999")).isCloseTo(0.999, within(1e-3));
        assertThat(quantile("1")).isCloseTo(1, within(1e-3));
    }

    @Test
    void tooFewAnswersHaveNoQuantile() {
        assertThat(quantile("0.5")).as("before the first look").isNaN();

        metrics.progress(Moments.warmingUp());

        assertThat(quantile("1")).isNaN();
    }

    @Test
    void theGeneratorIsSeenAsWell() {
        metrics.progress(Moments.measuring(1, Map.of()));

        assertThat(gauge("in.flight")).isEqualTo(12);
        assertThat(gauge("waiting")).isEqualTo(3);
        assertThat(gauge("rate")).isEqualTo(499.6);
        assertThat(gauge("rate.wanted")).isEqualTo(500);
        assertThat(gauge("loop.lag")).isEqualTo(0.00025);
    }

    private double counted(String name) {
        return registry.get("heddle.load." + name).counter().count();
    }

    private double failed(String kind) {
        return registry.get("heddle.load.failed").tag("kind", kind).counter().count();
    }

    private double quantile(String quantile) {
        return registry.get("heddle.load.latency").tag("quantile", quantile).gauge().value();
    }

    private double gauge(String name) {
        return registry.get("heddle.load." + name).gauge().value();
    }
}
