package dev.heddle.demo.cpu.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heddle.demo.cpu.job.Job;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of jobs, against a formula or the definition written in the plainest way. */
class NumericJobsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 16_384, 16_385, 100_003, 10_000_000})
    void sumOfSquaresIsExact(int size) throws Exception {
        var n = BigInteger.valueOf(size);
        var expected =
                n.subtract(BigInteger.ONE)
                        .multiply(n)
                        .multiply(n.add(n).subtract(BigInteger.ONE))
                        .divide(BigInteger.valueOf(6));

        assertThat(Parts.answer(SumOfSquares.job(size), 1)).isEqualTo(expected);
        assertThat(Parts.answer(SumOfSquares.job(size), 3)).isEqualTo(expected);
    }

    @Test
    void squaresAreSampled() throws Exception {
        int size = 10_007;
        long expected = Sample.ofLongs(Slice.whole(size), i -> (long) i * i);

        assertThat(Parts.answer(Squares.job(size), 1)).isEqualTo(expected);
        assertThat(Parts.answer(Squares.job(size), 7)).isEqualTo(expected);
    }

    @Test
    void rootsTakeThePlaceOfOthers() throws Exception {
        int size = 10_007;
        double expected = Sample.ofDoubles(Slice.whole(size), Math::sqrt);

        assertThat((double) Parts.answer(SquareRoots.job(size), 1)).isEqualTo(expected);
        assertThat((double) Parts.answer(SquareRoots.job(size), 7))
                .isCloseTo(expected, within(expected * 1e-12));
        assertThat(SquareRoots.Arrays.of(size).roots()[size - 1]).isEqualTo(Math.sqrt(size - 1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 31, 33, 70})
    void productIsThatOfTheDefinition(int order) throws Exception {
        var factors = MatrixProduct.Factors.of(order);
        double expected =
                Sample.ofDoubles(
                        Slice.whole(order * order),
                        cell -> cellOfProduct(factors, cell / order, cell % order));

        for (int parts : new int[] {1, 2, order}) {
            assertThat((double) Parts.answer(MatrixProduct.job(order), parts))
                    .isCloseTo(expected, within(expected * 1e-12));
        }
    }

    private static double cellOfProduct(MatrixProduct.Factors factors, int row, int column) {
        double sum = 0;
        for (int k = 0; k < factors.order(); k++) {
            sum +=
                    factors.left()[row * factors.order() + k]
                            * factors.right()[k * factors.order() + column];
        }
        return sum;
    }

    @Test
    void groupsAreToldApart() throws Exception {
        int rows = 20_011;
        double expected = 0;
        for (int row = 0; row < rows; row++) {
            expected += (GroupBy.group(row) + 1) * GroupBy.value(row);
        }

        assertThat(Parts.answer(GroupBy.job(rows), 1)).isEqualTo(expected);
        assertThat(Parts.answer(GroupBy.job(rows), 5)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 37, 64})
    void blurIsThatOfTheKernel(int width) throws Exception {
        int newWidth = width - GaussianBlur.MARGIN;
        byte[] pixels = GaussianBlur.Image.of(width).pixels();
        long expected =
                Sample.ofLongs(
                        Slice.whole(newWidth * newWidth),
                        cell -> blurred(pixels, width, cell / newWidth, cell % newWidth));

        assertThat(Parts.answer(GaussianBlur.job(width), 1)).isEqualTo(expected);
        assertThat(Parts.answer(GaussianBlur.job(width), 3)).isEqualTo(expected);
    }

    private static int blurred(byte[] pixels, int width, int row, int column) {
        int[] kernel = {1, 4, 6, 4, 1};
        int sum = 0;
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 5; x++) {
                sum += kernel[y] * kernel[x] * (pixels[(row + y) * width + column + x] & 0xff);
            }
        }
        return sum / 256;
    }

    @Test
    void inputsOfAnotherSizeAreNotMistaken() throws Exception {
        Job<Slice, double[]> small = GroupBy.job(100);
        Object before = Parts.answer(small, 1);

        Object large = Parts.answer(GroupBy.job(200), 1);

        assertThat(large).isNotEqualTo(before);
        assertThat(Parts.answer(small, 1)).isEqualTo(before);
    }
}
