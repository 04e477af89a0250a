package dev.heddle.load.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import dev.heddle.load.Load;
import dev.heddle.load.LoadPlan;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Spacing;
import dev.heddle.load.Stage;
import dev.heddle.load.Unmeasured;
import dev.heddle.load.Visit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the annotation asks for, and how it fails, on results that nobody measured. */
class LoadTestExtensionTest {
    /** What the tests that are run below asked for. */
    private static final List<LoadPlan> PLANS = new ArrayList<>();

    private static final List<String> TRAIL = new ArrayList<>();

    @BeforeEach
    void forget() {
        PLANS.clear();
        TRAIL.clear();
    }

    @Test
    void membersBecomeThePlan() {
        assertThat(Tests.failures(Members.class)).isEmpty();

        var plan = PLANS.getFirst();
        assertThat(plan.what()).isEqualTo("Members.all");
        assertThat(plan.stages()).containsExactly(new Stage(Duration.ofSeconds(5), 500, 500));
        assertThat(plan.warmUp()).isZero();
        assertThat(plan.spacing()).isEqualTo(Spacing.POISSON);
        assertThat(plan.connections()).isEqualTo(7);
        assertThat(plan.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(plan.loops()).isEqualTo(2);
        assertThat(plan.seed()).isEqualTo(4711);
        assertThat(plan.slos()).extracting("text").containsExactly("p99<20ms", "errors<1%");
    }

    static class Members {
        @RegisterExtension
        static LoadTestExtension result = given(load -> Unmeasured.of(load).get());

        @LoadTest(
                rate = 500,
                duration = "5s",
                warmUp = "0s",
                poisson = true,
                connections = 7,
                timeout = "1500ms",
                loops = 2,
                seed = 4711,
                slo = {"p99<20ms", "errors<1%"})
        void all() {}
    }

    @Test
    void aMissedObjectiveFailsWithItsEvidenceAndTheAnnotationThatBringsTheSameArrivals() {
        assertThat(Tests.onlyFailure(Missed.class))
                .isInstanceOf(AssertionError.class)
                .message()
                .startsWith("missed p99<20ms: p99 was 61.2 ms over 2,500 answers\n\nMissed.slow\n")
                .contains(
                        "latency                          p50       p90       p99     p99.9",
                        "✗ MISSED  p99<20ms",
                        "worst second  from 3.00 s on: p99 1.20 s",
                        "Again: @LoadTest(rate = 500, duration = \"5s\", slo = \"p99<20ms\","
                                + " seed = 17)",
                        "Page:  file:/",
                        "/target/heddle-load/dev.heddle.load.junit.LoadTestExtensionTest$Missed"
                                + ".slow.html");
    }

    static class Missed {
        @RegisterExtension
        static LoadTestExtension result =
                given(load ->
                        Unmeasured.of(load.seed(17))
                                .slo("p99<20ms", false, "p99 was 61.2 ms over 2,500 answers")
                                .worst(3, 1_200)
                                .get());

        @LoadTest(rate = 500, duration = "5s", slo = "p99<20ms")
        void slow() {}
    }

    @Test
    void whatCannotBeToldFailsAndIsNotSaidToBeMissed() {
        assertThat(Tests.onlyFailure(Untold.class))
                .message()
                .startsWith("cannot be told: p99<20ms: p99 needs more answers\n")
                .doesNotContainIgnoringCase("missed");
    }

    static class Untold {
        @RegisterExtension
        static LoadTestExtension result =
                given(load ->
                        Unmeasured.of(load).untold("p99<20ms", "p99 needs more answers").get());

        @LoadTest(slo = "p99<20ms")
        void few() {}
    }

    @Test
    void aTestThatPassesSaysHowNearItWas() {
        assertThat(Tests.failures(Passes.class)).isEmpty();
        assertThat(Passes.PRINTED.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "@LoadTest Passes.well: 500/s, p50 12.0 ms, p99 12.0 ms, max 12.0 ms,"
                                + " 0 failed"
                                + System.lineSeparator());
    }

    static class Passes {
        static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

        @RegisterExtension
        static LoadTestExtension result =
                new LoadTestExtension(
                        load -> Unmeasured.of(load).get(),
                        new PrintStream(PRINTED, true, StandardCharsets.UTF_8));

        @LoadTest(rate = 500, duration = "5s")
        void well() {}
    }

    @Test
    void anInvalidRunFailsUnlessItIsAllowed() {
        assertThat(Tests.onlyFailure(Invalid.class))
                .message()
                .startsWith("not valid: the generator was late\n")
                .contains("Invalid.strict", "latency (not valid)");
    }

    static class Invalid {
        @RegisterExtension
        static LoadTestExtension result =
                given(load -> Unmeasured.of(load).invalid("the generator was late").get());

        @LoadTest
        void strict() {}

        @LoadTest(allowInvalid = true)
        void lenient() {}
    }

    @Test
    void manyFailuresComeBeforeWhyTheRunIsNotValid() {
        assertThat(Tests.onlyFailure(InvalidFailing.class))
                .message()
                .startsWith("63 of 1,000 failed, connect\nnot valid: the generator was late\n");
    }

    static class InvalidFailing {
        @RegisterExtension
        static LoadTestExtension result =
                given(load ->
                        Unmeasured.of(load)
                                .arrivals(1_000)
                                .errors("connect", 63, "refused")
                                .invalid("the generator was late")
                                .get());

        @LoadTest(slo = "errors<1%")
        void strict() {}
    }

    @Test
    void aLateGeneratorThatMeetsAnObjectiveProvesIt() {
        assertThat(Tests.onlyFailure(Late.class)).message().contains("Late.withoutOne");
    }

    static class Late {
        @RegisterExtension
        static LoadTestExtension result =
                given(load -> {
                    var late = Unmeasured.of(load).late("the generator was late");
                    load.plan().slos().forEach(slo -> late.slo(slo.text(), true, "it was"));
                    return late.get();
                });

        @LoadTest(slo = "p99<20ms")
        void withAnObjective() {}

        @LoadTest
        void withoutOne() {}
    }

    @Test
    void failedVisitsFailTheTestUnlessAnObjectiveSaysHowManyMay() {
        assertThat(Tests.onlyFailure(SomeFail.class))
                .message()
                .startsWith("25 of 2,500 failed, check: no items (an objective such as errors<1%")
                .contains("SomeFail.none", "25  check: no items");
    }

    static class SomeFail {
        @RegisterExtension
        static LoadTestExtension result =
                given(load ->
                        Unmeasured.of(load)
                                .errors("check: no items", 25, "no items")
                                .slo("errors<2%", true, "1 % failed")
                                .get());

        @LoadTest
        void none() {}

        @LoadTest(slo = "errors<2%")
        void few() {}
    }

    @Test
    void nothingMeasuredIsAFailure() {
        assertThat(Tests.onlyFailure(Nothing.class)).message().startsWith("nothing was measured\n");
    }

    static class Nothing {
        @RegisterExtension
        static LoadTestExtension result = given(load -> Unmeasured.of(load).arrivals(0).get());

        @LoadTest
        void atAll() {}
    }

    @Test
    void wrongUseIsSaidInOneSentenceBeforeAnythingIsStarted() {
        assertThat(Tests.failures(Wrong.class))
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder(
                        "@LoadTest of Wrong.zero: rate must be more than zero: 0.0",
                        "@LoadTest of Wrong.users: users must be at least 1: -3",
                        "@LoadTest of Wrong.time: duration must be a time such as 10s, 500ms or"
                                + " 2m: soon",
                        "@LoadTest of Wrong.two: give one of rate, stages and users, not several",
                        "@LoadTest of Wrong.lengths: stages have times of their own: leave out"
                                + " duration = \"5s\"",
                        "@LoadTest of Wrong.stage: stages must be a time and rates for each"
                                + " second, such as 10s:100..1000 or 30s:500: 10s");
        assertThat(TRAIL).isEmpty();
    }

    static class Wrong {
        @BeforeEach
        void started() {
            TRAIL.add("started");
        }

        @LoadTest(rate = 0)
        void zero() {}

        @LoadTest(users = -3)
        void users() {}

        @LoadTest(duration = "soon")
        void time() {}

        @LoadTest(rate = 5, users = 5)
        void two() {}

        @LoadTest(stages = "5s:10..20", duration = "5s")
        void lengths() {}

        @LoadTest(stages = "10s")
        void stage() {}
    }

    @Test
    void aRepeatedTestIsRefused() {
        assertThat(Tests.failures(Repeated.class))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("@LoadTest of Repeated.twice: it is a @Test already");
    }

    static class Repeated {
        @RegisterExtension
        static LoadTestExtension result = given(load -> Unmeasured.of(load).get());

        @LoadTest
        @RepeatedTest(1)
        void twice() {}
    }

    @Test
    void aVisitIsForTheMethodOfALoadTest() {
        assertThat(Tests.onlyFailure(Misplaced.class))
                .hasMessageContaining("a Visit is there only in the method that @LoadTest stands");
    }

    @LoadTesting
    static class Misplaced {
        @Test
        void plain(Visit visit) {}
    }

    @Test
    void whatATestAddsToTheStubIsGoneInTheNextAndWhatTheClassAddedStays() {
        assertThat(Tests.failures(Stubbed.class)).isEmpty();
        assertThat(TRAIL).containsExactly("/class /first", "/class /second", "/class /nested");
    }

    @LoadTesting
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Stubbed {
        @BeforeAll
        void all(WireMockServer stub) {
            stub.stubFor(WireMock.get("/class"));
        }

        @Test
        @Order(1)
        void first(WireMock stub) {
            stub.register(WireMock.get("/first"));
            TRAIL.add(urls(stub));
        }

        @LoadTest(duration = "100ms", warmUp = "0s", allowInvalid = true)
        @Order(2)
        void second(WireMockRuntimeInfo stub) {}

        @BeforeEach
        void each(WireMock stub, org.junit.jupiter.api.TestInfo test) {
            if (test.getDisplayName().startsWith("second")) {
                stub.register(WireMock.get("/second"));
                TRAIL.add(urls(stub));
            }
        }

        @Nested
        class Inner {
            @Test
            void nested(WireMock stub) {
                stub.register(WireMock.get("/nested"));
                TRAIL.add(urls(stub));
            }
        }

        private static String urls(WireMock stub) {
            return stub.allStubMappings().getMappings().stream()
                    .map(mapping -> mapping.getRequest().getUrl())
                    .sorted()
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
        }
    }

    private static LoadTestExtension given(Function<Load, LoadResult> results) {
        return new LoadTestExtension(load -> {
            var result = results.apply(load);
            PLANS.add(result.plan());
            return result;
        });
    }
}
