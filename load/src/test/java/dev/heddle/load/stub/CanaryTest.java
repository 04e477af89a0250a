package dev.heddle.load.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private long now = 1_000;
    private final Canary canary = new Canary(() -> now);

    @Test
    void workThatNobodyTookWaitsLongerAndLonger() {
        canary.sendTo(queue::add);
        now += 30;
        assertThat(canary.worstNanos()).isEqualTo(30);
        now += 30;
        assertThat(canary.worstNanos()).isEqualTo(60);
    }

    @Test
    void onlyOneIsUnderWay() {
        canary.sendTo(queue::add);
        canary.sendTo(queue::add);

        assertThat(queue).hasSize(1);
    }

    @Test
    void aWaitThatEndedIsStillTold() {
        canary.sendTo(queue::add);
        now += 70;
        queue.remove().run();
        now += 500;

        assertThat(canary.worstNanos()).isEqualTo(70);
    }
}
