package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Effort;
import dev.heddle.worker.Work;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdvisorTest {
    private static final Advisor SHORT =
            Advisor.with()
                    .effort(new Effort(Duration.ofSeconds(1), 5, 5), 50)
                    .deadline(Duration.ofSeconds(20))
                    .open();

    static Integer sleeps(Integer number) throws InterruptedException {
        Thread.sleep(20);
        return number + 1;
    }

    private static volatile boolean racing;

    /** As if calls at the same time changed what they share, but in every run, and in one model. */
    static Integer races(Integer number) throws InterruptedException {
        Thread.sleep(20);
        var thread = Thread.currentThread();
        boolean pooled = !thread.isVirtual() && !thread.getName().equals("advise-call");
        return racing && pooled ? number + 1 : number;
    }

    static Integer fails(Integer number) {
        throw new IllegalStateException("no " + number);
    }

    @Test
    void workThatWaitsIsNotGivenToAThreadForEachCore() throws InterruptedException {
        var advice = SHORT.adviseOn(OwnWorkload.of(AdvisorTest::sleeps, 1));

        // On a machine that does much else there may be no advice, but never this one.
        assertThat(advice.model()).isNotIn("threads", "processes");
        var call = advice.call();
        assertThat(call).isNotNull();
        assertThat(call.mostlyWaits()).isTrue();
        assertThat(advice.cause()).isNotNull();
        assertThat(advice.cause().method()).contains("AdvisorTest.sleeps(AdvisorTest.java:");
        assertThat(advice.cause().doing()).isEqualTo("waits");
        assertThat(advice.models())
                .extracting(ModelEvidence::model)
                .containsExactly("inline", "threads", "virtual-threads", "processes");
    }

    @Test
    void workThatMayNotTravelIsNotTriedInProcesses() throws InterruptedException {
        var calls = new AtomicInteger();
        Work<Integer, Integer> captures = number -> number + calls.incrementAndGet();

        var advice = SHORT.adviseOn(OwnWorkload.of(captures, 1));

        assertThat(advice.models().getLast().microsPerCall()).isNull();
        assertThat(advice.models().getLast().why()).contains("captured");
        assertThat(advice.notes()).anyMatch(note -> note.startsWith("The same input gave"));
    }

    @Test
    void aModelThatGivesOtherResultsIsNotNamed() throws InterruptedException {
        racing = true;

        var advice = SHORT.adviseOn(OwnWorkload.of(AdvisorTest::races, 1));

        racing = false;
        assertThat(advice.model()).isNotIn("threads");
        var threads = advice.models().get(1);
        assertThat(threads.microsPerCall()).isNull();
        assertThat(threads.why())
                .isEqualTo("gave other results than the other models for the same input");
        assertThat(advice.notes())
                .anyMatch(note -> note.startsWith("threads gave other results for the same input"));
    }

    @Test
    void workThatFailsGetsNoAdviceButTheLine() throws InterruptedException {
        var advice = SHORT.adviseOn(OwnWorkload.of(AdvisorTest::fails, 7));

        assertThat(advice.isGiven()).isFalse();
        assertThat(advice.reasons().getFirst())
                .startsWith(
                        "a call threw java.lang.IllegalStateException: no 7 at"
                                + " dev.heddle.lab.advise.AdvisorTest.fails(AdvisorTest.java:");
    }
}
