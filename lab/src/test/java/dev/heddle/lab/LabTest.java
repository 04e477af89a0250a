package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Model.Side;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tiny real trials. */
@Timeout(60)
class LabTest {
    private static final Effort TINY = new Effort(Duration.ofMillis(200), 2, 3);
    private static final Workload WORK = new Workload("work", Kind.CPU, "nothing much");

    @Test
    void absentModelIsNamedNotMeasured() throws InterruptedException {
        var result = run(Candidate.absent(model("numpy", Side.PYTHON), "no python3 on the PATH"));

        var numpy = result.models().getFirst();
        assertThat(numpy.available()).isFalse();
        assertThat(numpy.why()).isEqualTo("no python3 on the PATH");
    }

    @Test
    void oneThatFailsToOpenLeavesTheOthersTheirTrial() throws InterruptedException {
        var result =
                run(
                        new Candidate(
                                model("broken", Side.JAVA),
                                _ -> {
                                    throw new IllegalStateException("no such table");
                                }),
                        constant("plain", 42));

        assertThat(result.models().getFirst().why())
                .isEqualTo("failed: IllegalStateException: no such table");
        assertThat(result.models().getLast().available()).isTrue();
    }

    @Test
    void workOnTheLoopShowsHowLongItWasHeld() throws InterruptedException {
        var result =
                run(
                        new Candidate(
                                model("inline", Side.HEDDLE),
                                bench -> () -> Round.of(onLoop(bench, 30))));

        var lag = result.models().getFirst().figures().lag();
        assertThat(lag.maxMillis()).isGreaterThan(25);
        assertThat(lag.strip()).hasSize(60).anyMatch(slice -> slice > 25);
    }

    private static long onLoop(Bench bench, int millis)
            throws InterruptedException, ExecutionException {
        var done = new java.util.concurrent.CompletableFuture<Long>();
        bench.loop()
                .execute(() -> {
                    long end = System.nanoTime() + millis * 1_000_000L;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    done.complete(1L);
                });
        return done.get();
    }

    private static WorkloadResult run(Candidate... candidates) throws InterruptedException {
        try (var lab = Lab.open(TINY)) {
            return lab.run(new Trial(WORK, List.of(candidates)));
        }
    }

    private static Candidate constant(String name, Object answer) {
        return new Candidate(model(name, Side.JAVA), _ -> () -> Round.of(answer));
    }

    private static Model model(String name, Side side) {
        return new Model(name, side, name);
    }
}
