package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerSnippetsTest {
    @Test
    void workIsShippedAndItsResultComesBack() {
        assertThat(WorkerSnippets.submit()).isEqualTo(47);
    }
}
