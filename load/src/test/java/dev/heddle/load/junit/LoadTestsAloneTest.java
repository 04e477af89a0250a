package dev.heddle.load.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.load.Load;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Unmeasured;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Load tests where JUnit runs tests in parallel. */
class LoadTestsAloneTest {
    private static final List<String> TRAIL = new ArrayList<>();
    private static final Exchanger<String> MEETING = new Exchanger<>();

    @Test
    void loadTestsDoNotRunAtTheSameTime() {
        assertThat(Tests.failuresInParallel(First.class, Second.class)).isEmpty();
        assertThat(TRAIL).containsExactly("alone", "alone");
    }

    static class First {
        @RegisterExtension
        static LoadTestExtension result = new LoadTestExtension(LoadTestsAloneTest::lookAround);

        @LoadTest
        void one() {}
    }

    static class Second {
        @RegisterExtension
        static LoadTestExtension result = new LoadTestExtension(LoadTestsAloneTest::lookAround);

        @LoadTest
        void two() {}
    }

    /** A run that sees whether another one is there at the same time. */
    private static LoadResult lookAround(Load load) {
        String seen;
        try {
            seen = MEETING.exchange("together", 100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            seen = "alone";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        synchronized (TRAIL) {
            TRAIL.add(seen);
        }
        return Unmeasured.of(load).get();
    }
}
