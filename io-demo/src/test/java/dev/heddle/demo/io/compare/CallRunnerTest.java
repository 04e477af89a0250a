package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.heddle.EventLoop;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Round;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallRunnerTest {
    private static final Bench BENCH =
            new Bench() {
                @Override
                public EventLoop loop() {
                    return fail("this way has no use for the loop");
                }

                @Override
                public int cores() {
                    return 1;
                }
            };

    /** Which can tell it from that of the servers, and finer. */
    @Test
    void cpuTimeIsLeftToTheTrial() throws Exception {
        var plan = new Plan(2, 1);
        var estimate = Duration.ofMillis(7);
        var opener = CallRunner.opener(plan, (_, _) -> _ -> new Way.Done(5, estimate));

        try (var runner = opener.open(BENCH)) {
            assertThat(runner.round()).isEqualTo(new Round("2 calls, sum 5", estimate, null));
        }
    }
}
