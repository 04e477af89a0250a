package dev.heddle.demo.cpu.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 2", "10, 3", "1000, 7", "2147483647, 8", "3, 10"})
    void slicesAreTheWholeInOrder(int total, int parts) {
        var slices = Slice.cut(total, parts);

        assertThat(slices).hasSize(Math.min(total, parts));
        assertThat(slices.getFirst().from()).isZero();
        assertThat(slices.getLast().to()).isEqualTo(total);
        for (int i = 1; i < slices.size(); i++) {
            assertThat(slices.get(i).from()).isEqualTo(slices.get(i - 1).to());
        }
        assertThat(slices).allSatisfy(slice -> assertThat(slice.length()).isPositive());
    }

    @Test
    void nothingIsOneEmptySlice() {
        assertThat(Slice.cut(0, 4)).containsExactly(Slice.whole(0));
    }

    @Test
    void sliceOutsideTheWholeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slice(10, 5, 11))
                .withMessageContaining("5 to 11 of 10");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 2", "999, 4", "1000, 3", "1001, 5", "12345, 7"})
    void sampleOfSlicesIsThatOfTheWhole(int total, int parts) {
        long expected = IntStream.range(0, 1_000).mapToLong(j -> (long) j * total / 1_000).sum();

        long sum = Slice.cut(total, parts).stream().mapToLong(s -> Sample.ofLongs(s, i -> i)).sum();
        double doubles =
                Slice.cut(total, parts).stream()
                        .mapToDouble(s -> Sample.ofDoubles(s, i -> i))
                        .sum();

        assertThat(sum).isEqualTo(expected + total - 1);
        assertThat(doubles).isEqualTo((double) sum);
    }
}
