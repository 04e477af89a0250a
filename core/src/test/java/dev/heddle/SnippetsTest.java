package dev.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The examples of the Javadoc do what they say. */
class SnippetsTest {
    @Test
    void examplesWork() {
        assertThat(Snippets.run()).isEqualTo(3);
        assertThat(Snippets.async()).containsExactly("slow", "fast");
        assertThat(Snippets.group()).isEqualTo(1);
        assertThat(Snippets.virtualTime()).isEqualTo(Duration.ofHours(1));
        assertThat(Snippets.loops()).isPositive();
    }
}
