package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerSnippetsTest {
    @Test
    void workIsShippedAndItsResultComesBack() {
        assertThat(WorkerSnippets.submit()).isEqualTo(47);
    }

    @Test
    void aRecordThatIsWorkTakesItsComponentsToAProcess() {
        try (var pool = WorkerPool.processes()) {
            var count = WorkerSnippets.countAbove(pool, 1, new double[] {0, 1, 2, 3});

            assertThat(count.block(Duration.ofSeconds(20))).isEqualTo(2);
        }
    }
}
