package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void medianOfAnEvenCountIsBetweenTheMiddleTwo() {
        assertThat(Statistics.median(List.of(4, 1, 3, 2))).isEqualTo(2.5);
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
    }

    @Test
    void nothingHasNoMedian() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }

    /** Le Boudec's table A.1: the ranks of the interval's ends, less one. */
    @Test
    void intervalEndsAtTheRanksOfThePublishedTable() {
        assertThat(List.of(6, 8, 9, 11, 12, 14, 15, 20, 30, 50, 70))
                .extracting(Statistics::leftOut)
                .containsExactly(0, 0, 1, 1, 2, 2, 3, 5, 9, 17, 26);
    }

    @Test
    void ofFewerThanSixRoundsTheIntervalIsTheirRange() {
        assertThat(Statistics.interval(List.of(7, 5, 9))).isEqualTo(new Interval(7, 5, 9));
        assertThat(Statistics.interval(List.of(7))).isEqualTo(new Interval(7, 7, 7));
    }

    @Test
    void anOutlierMovesNeitherMedianNorInterval() {
        var calm = IntStream.rangeClosed(1, 9).boxed().toList();
        var withOutlier = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9_000);

        assertThat(Statistics.interval(withOutlier)).isEqualTo(Statistics.interval(calm));
    }

    @Test
    void manyThousandsOfRoundsAreNoTrouble() {
        // The normal approximation: n/2 - 1.96 √n / 2.
        assertThat(Statistics.leftOut(10_000)).isBetween(4900, 4903);
    }
}
