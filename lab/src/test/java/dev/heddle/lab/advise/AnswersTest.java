package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static void assertCompared(IntFunction<Object> result) {
        assertThat(Answers.same(result.apply(1), result.apply(1))).isTrue();
        assertThat(Answers.same(result.apply(1), result.apply(2))).isFalse();
        assertThat(digest(result.apply(1)))
                .isEqualTo(digest(result.apply(1)))
                .isNotEqualTo(digest(result.apply(2)));
    }

    private static int digest(Object result) {
        return Answers.digest(new Object[] {result});
    }

    @Test
    void arraysAreComparedByWhatIsInThemWhereverTheyAre() {
        assertCompared(i -> new int[] {i});
        assertCompared(i -> new String[] {"a" + i});
        assertCompared(i -> List.of(new byte[] {(byte) i}, new byte[] {0}));
        assertCompared(i -> Map.of("key", new int[] {i}));
        assertCompared(i -> List.of(Map.of("key", List.of(new long[][] {{i}}))));
        assertCompared(i -> Optional.of(new byte[] {(byte) i}));
    }

    @Test
    void aCollectionWithoutEqualsIsComparedByItsElements() {
        assertCompared(i -> new ArrayDeque<>(List.of(i, 7)));
    }

    @Test
    void setsAreComparedWhateverTheirOrder() {
        assertCompared(i -> Set.of(i, 7, 8, 9));
    }

    @Test
    void whatIsOnlyEqualToItselfIsNotCompared() {
        assertThat(Answers.same(new Object(), new Object())).isTrue();
        assertThat(Answers.same(Set.of(new byte[1]), Set.of(new byte[1]))).isTrue();
        assertThat(digest(List.of(new Object()))).isZero();
    }
}
