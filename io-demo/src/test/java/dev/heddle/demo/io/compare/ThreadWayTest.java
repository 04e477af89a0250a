package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadWayTest {
    private static final Plan PLAN = new Plan(12, 3);

    private final Resources resources = new Resources();

    /** Which fails if fewer are under way than may be. */
    private final CyclicBarrier together = new CyclicBarrier(PLAN.atOnce());

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void poolHasAsManyCallsUnderWayAsThePlanSays() throws Exception {
        try (resources) {
            assertThat(ThreadWay.pool(resources, PLAN, this::call).run(PLAN).sum()).isEqualTo(66);
        }
        assertThat(most).hasValue(3);
    }

    @Test
    void virtualThreadsHaveAsManyCallsUnderWayAsThePlanSays() throws Exception {
        try (resources) {
            assertThat(ThreadWay.virtual(resources, PLAN, this::call).run(PLAN).sum())
                    .isEqualTo(66);
        }
        assertThat(most).hasValue(3);
    }

    @Test
    void failedCallFailsTheRoundAndIsTold() throws Exception {
        try (resources) {
            var way =
                    ThreadWay.pool(
                            resources,
                            PLAN,
                            _ -> {
                                throw new IOException("no server");
                            });
            assertThatThrownBy(() -> way.run(PLAN)).hasMessageContaining("no server");
        }
    }

    private long call(int number) throws Exception {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        together.await(30, TimeUnit.SECONDS);
        underWay.decrementAndGet();
        return number;
    }
}
