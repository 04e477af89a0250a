package dev.heddle.load.stub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.load.stub.StubCounters.Counts;
import dev.heddle.load.stub.StubCounters.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

class StubCountersTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void anIdleStubIsNoLimit() {
        var health = at(2, new Counts(200, 0, 1), SECOND).since(at(1, new Counts(100, 0, 0), 0));

        assertThat(health.saturated()).isFalse();
        assertThat(health.why())
                .isEqualTo(
                        "work waited for its threads in 1 % of the looks, and it used 50 % of the"
                                + " CPU time there was for it");
    }

    @Test
    void busyThreadsInATenthOfTheLooksAreALimit() {
        var health = at(2, new Counts(200, 10, 10), 0).since(at(1, new Counts(100, 0, 0), 0));

        assertThat(health.saturated()).isTrue();
        assertThat(health.why()).isEqualTo("all 200 of its threads were busy in 10 % of the looks");
    }

    @Test
    void onlyWhatWasSeenMeanwhileCounts() {
        var health = at(2, new Counts(200, 90, 90), 0).since(at(1, new Counts(100, 90, 90), 0));

        assertThat(health.saturated()).isFalse();
    }

    @Test
    void lateWorkIsALimit() {
        var health = at(2, new Counts(200, 0, 50), 0).since(at(1, new Counts(100, 0, 0), 0));

        assertThat(health.saturated()).isTrue();
        assertThat(health.why()).contains("more than 5 ms in 50 % of the looks");
    }

    @Test
    void aProcessWithoutCpuTimeLeftIsALimit() {
        var health =
                at(2, new Counts(200, 0, 0), 2 * SECOND - 1).since(at(1, new Counts(100, 0, 0), 0));

        assertThat(health.saturated()).isTrue();
        assertThat(health.why())
                .isEqualTo("its process used 100 % of the CPU time there was for it");
    }

    @Test
    void aStubThatWasStartedAnewProvesNothing() {
        var health = at(2, new Counts(5, 0, 0), 0).since(at(1, new Counts(100, 0, 0), 0));

        assertThat(health.saturated()).isTrue();
        assertThat(health.why()).contains("started anew");
    }

    private static StubCounters at(int second, Counts counts, long cpuNanos) {
        return new StubCounters(
                "WireMock",
                second * SECOND,
                200,
                counts,
                List.of(new Lane("its process", cpuNanos, 2)));
    }
}
