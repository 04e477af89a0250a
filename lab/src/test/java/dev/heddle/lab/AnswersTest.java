package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
    @Test
    void numbersMayDifferByTheOrderOfTheirSum() {
        assertThat(Answers.same(1.0, 1.0 + 1e-12)).isTrue();
        assertThat(Answers.same(1.0, 1.0 + 1e-8)).isFalse();
        assertThat(Answers.same(-3e20, -3e20 * (1 + 1e-10))).isTrue();
    }

    @Test
    void numbersOfAnyTypesAreCompared() {
        assertThat(Answers.same(42, 42L)).isTrue();
        assertThat(Answers.same(42L, 42.0)).isTrue();
        assertThat(Answers.same(BigInteger.TEN, 10)).isTrue();
        assertThat(Answers.same(42, "42")).isFalse();
    }

    @Test
    void notANumberIsItself() {
        assertThat(Answers.same(Double.NaN, Double.NaN)).isTrue();
        assertThat(Answers.same(Double.NaN, 1.0)).isFalse();
        assertThat(Answers.same(Double.POSITIVE_INFINITY, 5.0)).isFalse();
        assertThat(Answers.same(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isTrue();
    }

    @Test
    void listsAndArraysAreComparedElementByElement() {
        assertThat(Answers.same(new double[] {1, 2}, List.of(1L, 2.0 + 1e-12))).isTrue();
        assertThat(Answers.same(List.of(1, 2), List.of(2, 1))).isFalse();
        assertThat(Answers.same(List.of(1), List.of(1, 2))).isFalse();
        assertThat(Answers.same(new int[][] {{1}, {2}}, List.of(List.of(1), List.of(2)))).isTrue();
    }

    @Test
    void mapsAreComparedUnderKeysThatAreWrittenAlike() {
        assertThat(Answers.same(Map.of(1, 2.0), Map.of("1", 2))).isTrue();
        assertThat(Answers.same(Map.of(1, 2.0), Map.of("1", 3))).isFalse();
        assertThat(Answers.same(Map.of(1, 2), Map.of(2, 2))).isFalse();
    }

    @Test
    void whatMostGaveIsAgreed() {
        assertThat(Answers.agreed(List.of(1, 2, 2.0, 3))).isEqualTo(2);
        assertThat(Answers.agreed(List.of(1, 2))).as("the first, if none has more").isEqualTo(1);
        assertThat(Answers.agreed(List.of())).isNull();
    }

    @Test
    void longAnswersAreShownShort() {
        assertThat(Answers.shown("x".repeat(1000))).hasSize(60).endsWith("…");
        assertThat(Answers.shown(new int[] {1, 2})).isEqualTo("[1, 2]");
        assertThat(Answers.shown(new double[10_000_000])).hasSizeLessThan(100);
    }
}
