package dev.heddle.load.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    @Test
    void percentilesAreExact() {
        var log = new ArrivalLog(5_000);
        for (int i = 1; i <= 2_000; i++) {
            log.add(0, i * 1_000_000L);
        }

        var arrivals = log.copy();

        assertThat(arrivals.count()).isEqualTo(2_000);
        assertThat(arrivals.millis(50)).isEqualTo(1_000);
        assertThat(arrivals.millis(99)).isEqualTo(1_980);
        assertThat(arrivals.millis(100)).isEqualTo(2_000);
    }

    @Test
    void noneHaveNoPercentile() {
        assertThat(new ArrivalLog(10).copy().millis(50)).isNaN();
    }

    @Test
    void noMoreAreKeptThanWereAskedFor() {
        var log = new ArrivalLog(2);
        log.add(1, 2);
        log.add(3, 4);
        log.add(5, 6);

        assertThat(log.copy().count()).isEqualTo(2);
    }

    @Test
    void loopsArePutTogether() {
        var first = new ArrivalLog(2);
        first.add(1, 2);
        var second = new ArrivalLog(2);
        second.add(3, 5);

        var all = ArrivalLog.together(List.of(first.copy(), second.copy()));

        assertThat(all.count()).isEqualTo(2);
        assertThat(all.arrivedNanos(1)).isEqualTo(3);
        assertThat(all.answeredNanos(1)).isEqualTo(5);
    }
}
