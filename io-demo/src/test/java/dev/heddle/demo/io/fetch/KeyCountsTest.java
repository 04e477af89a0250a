package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyCountsTest {
    private final Identity identity = new Identity();
    private final KeyCounts counts = new KeyCounts();

    @Test
    void eachKeyIsCountedByItself() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(counts.add(key(i))).isEqualTo(1);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(counts.add(key(i))).isEqualTo(2);
        }
    }

    @Test
    void whatWasAddedCanBeTakenAsOften() {
        counts.add(key(1));
        counts.add(key(1));

        assertThat(counts.take(key(1))).isTrue();
        assertThat(counts.take(key(1))).isTrue();
        assertThat(counts.take(key(1))).isFalse();
        assertThat(counts.take(key(2))).isFalse();
    }

    @Test
    void keysWithEqualLowWordsAreDifferent() {
        assertThat(counts.add(new Identity.Key(1, 7))).isEqualTo(1);
        assertThat(counts.add(new Identity.Key(2, 7))).isEqualTo(1);
        assertThat(counts.take(new Identity.Key(3, 7))).isFalse();
    }

    private Identity.Key key(int i) {
        return identity.of(null, "GET", "http://h/" + i, null);
    }
}
