package dev.heddle.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Colors;
import dev.heddle.load.Load;
import dev.heddle.load.LoadResult;
import dev.heddle.load.SlowRequest.Phase;
import dev.heddle.load.StubHealth;
import dev.heddle.load.Unmeasured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTextTest {
    private static final Load LOAD =
            Load.get("http://shop.test/items").rate(500).duration(Duration.ofSeconds(5)).seed(4711);

    @Test
    void theVerdictSaysWhatHeldAndWhatWasNotTheLimit() {
        var result =
                Unmeasured.of(LOAD)
                        .slo("p99<20ms", true, "p99 was 12.0 ms over 2,500 answers")
                        .stub(new StubHealth("WireMock", false, "at most 3 of 50 threads busy"));

        assertThat(text(result.get()))
                .contains(
                        "→ Valid: all 2,500 arrivals in 5 s were sent, none failed, p99 12.0 ms; p99<20ms",
                        "  was met; the generator and the stub kept up.",
                        "✓ met     p99<20ms: p99 was 12.0 ms over 2,500 answers",
                        "WireMock: at most 3 of 50 threads busy");
    }

    @Test
    void whatCannotBeToldIsNotSaidToBeMissed() {
        var untold = Unmeasured.of(LOAD).untold("p99<20ms", "p99 cannot be told from 60 answers");

        assertThat(text(untold.get()))
                .contains("? cannot be told  p99<20ms: p99 cannot")
                .doesNotContain("MISSED");
        assertThat(LoadText.verdict(untold.get())).contains("; p99<20ms cannot be told; the");
        assertThat(LoadText.verdict(untold.slo("max<1ms", false, "max was 2 ms").get()))
                .contains("; MISSED max<1ms; p99<20ms cannot be told; the");
    }

    @Test
    void noLineIsLongerThanEightyColumns() {
        assertThat(text(full()).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    }

    @Test
    void percentilesTheCountCannotTellAreADash() {
        assertThat(line(text(Unmeasured.of(LOAD).arrivals(150).get()), "from the intended start"))
                .containsPattern("12.0 ms +12.0 ms +12.0 ms +– +12.0 ms");
    }

    @Test
    void whatIsNotValidSaysSoAtEachHeadingOfFigures() {
        var invalid = Unmeasured.of(LOAD).invalid("the generator was late");
        invalid.slo("p99<20ms", true, "p99 was 12.0 ms").step("log in", 0).slow(20, "x", "ok");

        assertThat(text(invalid.get()))
                .contains(
                        "→ NOT VALID: the generator was late.\n",
                        "\narrivals (not valid)",
                        "\nlatency (not valid)",
                        "\nobjectives (not valid)",
                        "\nsteps, service (not valid)",
                        "\nslowest (not valid)")
                .doesNotContain("Valid:");
    }

    @Test
    void failuresComeBeforeWhyTheRunIsNotValid() {
        var invalid = Unmeasured.of(LOAD).arrivals(180).invalid("the generator was late");

        assertThat(LoadText.verdict(invalid.errors("timeout", 1, "late").get()))
                .isEqualTo("NOT VALID: the generator was late.");
        assertThat(LoadText.verdict(invalid.errors("connect", 62, "refused").get()))
                .isEqualTo(
                        "63 of 180 failed (35.0 %), most by connect. NOT VALID: the generator was"
                                + " late.");
    }

    @Test
    void reasonsComeBeforeFigures() {
        var two =
                Unmeasured.of(LOAD).invalid("the loop was late").invalid("the stub was full").get();

        assertThat(text(two))
                .containsSubsequence(
                        "NOT VALID, for 2 reasons",
                        "- the loop was late",
                        "- the stub was full",
                        "offered");
    }

    @Test
    void aLateGeneratorLeavesMetObjectivesMet() {
        assertThat(LoadText.verdict(Unmeasured.of(LOAD).late("the generator was late").get()))
                .isEqualTo(
                        "NOT VALID: the generator was late. But latencies are at most as long as"
                                + " told here, so an objective that was met is met.");
    }

    @Test
    void errorsCountByKindWithTheirFirstMessage() {
        var result =
                Unmeasured.of(LOAD).errors("connect", 2, "refused").errors("status 503", 10, "");

        assertThat(text(result.get()))
                .containsSubsequence("10  status 503", "2  connect", "first: refused")
                .contains("12 failed (0.48 %)")
                .contains("Of 2,488 good answers and of timeouts; 12 that failed otherwise");
    }

    @Test
    void theClosedModelSaysWhatItHides() {
        assertThat(text(Unmeasured.of(LOAD.users(5)).get()))
                .contains("The closed model: a user who waits sends nothing");
        assertThat(text(Unmeasured.of(LOAD).get())).doesNotContain("closed model");
    }

    @Test
    void nothingMeasuredIsNotValid() {
        assertThat(text(Unmeasured.of(LOAD).arrivals(0).get()))
                .contains("→ Nothing was measured.")
                .doesNotContain("NaN", "Valid:");
    }

    @Test
    void whatServersSayCannotCommandATerminal() {
        var result = Unmeasured.of(LOAD).errors("check: \u001b[2J", 1, "\u001b]0;title\u0007");

        assertThat(text(result.get())).doesNotContain("\u001b", "\u0007");
    }

    @Test
    void aStoppedRunSaysHowFarItCame() {
        assertThat(text(Unmeasured.of(LOAD).stopped("SIGINT").get()))
                .contains("Stopped (SIGINT) after 1 s of 5 s.");
    }

    private static LoadResult full() {
        return Unmeasured.of(LOAD)
                .invalid("the generator sent 2,300 of 2,500 arrivals, fewer than it should have")
                .errors("status 503", 10, "GET http://shop.test/items: " + "x".repeat(200))
                .slo("p99<20ms", false, "p99 was 61.2 ms over 2,500 answers, 22 % above 20 ms")
                .step("a step with a rather long name that does not fit", 3)
                .slow(1_200, "GET /" + "a".repeat(90), "ok", new Phase("late", 0.1))
                .worst(3, 1_200)
                .stub(new StubHealth("WireMock", true, "all 50 threads were busy"))
                .get();
    }

    private static String text(LoadResult result) {
        return LoadText.of(result, List.of(), Colors.NONE);
    }

    private static String line(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }
}
