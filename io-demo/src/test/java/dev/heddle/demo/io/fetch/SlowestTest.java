package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowestTest {
    @Test
    void theSlowestAreKeptInOrder() {
        var slowest = new Slowest();
        for (long nanos : new long[] {3, 9, 1, 7, 5, 8, 2}) {
            slowest.add(Request.of("http://h/" + nanos), nanos, new Phases.Flight());
        }

        assertThat(slowest.list())
                .extracting(Slowest.Slow::nanos)
                .containsExactly(9L, 8L, 7L, 5L, 3L);
    }
}
