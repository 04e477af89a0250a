package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final CallProfile MIXED = Evidence.call(34_000, 4_000, 0);

    @Test
    void aRateThatTakesMoreThanTheCoresIsAnOverload() {
        assertThat(Capacity.of(600, MIXED, 64, 2))
                .isEqualTo(
                        "Overload: 600 calls a second take 2.40 of 2 cores; whatever the model, the"
                                + " queue grows. 500 a second is the most here.");
    }

    @Test
    void aRateThatFitsTellsTheCallsInFlight() {
        assertThat(Capacity.of(100, MIXED, 64, 2))
                .isEqualTo(
                        "100 calls a second take 0.40 of 2 cores; 3.40 are in flight at a time.");
    }

    @Test
    void moreInFlightThanTriedIsSaid() {
        assertThat(Capacity.of(400, MIXED, 4, 2))
                .contains("little for peaks", "more than the 4 tried: see --concurrency");
    }
}
