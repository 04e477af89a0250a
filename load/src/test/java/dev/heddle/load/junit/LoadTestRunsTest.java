package dev.heddle.load.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.heddle.EventLoop;
import dev.heddle.load.Load;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Visit;
import dev.heddle.load.stub.LoadStubs;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Load tests that run; whether a busy machine keeps up with them is not what they are about. */
class LoadTestRunsTest {
    private static final Queue<Long> VISITS = new ConcurrentLinkedQueue<>();
    private static final Queue<EventLoop> LOOPS = new ConcurrentLinkedQueue<>();
    private static final Queue<WireMockServer> SERVERS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forget() {
        VISITS.clear();
        LOOPS.clear();
        SERVERS.clear();
    }

    @Test
    void theMethodRunsOnceForEachArrivalOnAnEventLoop() {
        assertThat(Tests.failures(Browse.class)).isEmpty();
        assertThat(VISITS).hasSize(60).doesNotHaveDuplicates();
    }

    static class Browse {
        @BeforeEach
        void stubs(WireMockServer stub) {
            stub.stubFor(get("/items").willReturn(ok("three")));
        }

        @LoadTest(rate = 200, duration = "300ms", warmUp = "0s", allowInvalid = true)
        void browse(Visit visit, WireMockServer stub) {
            visit.check(await(visit.get(stub.url("/items")).text()).equals("three"), "three");
            EventLoop.current();
            VISITS.add(visit.number());
        }
    }

    @Test
    void theFirstOfEachFailureKeepsItsStackTrace() {
        var failure = Tests.onlyFailure(Failing.class);

        assertThat(failure.getMessage()).contains("10  check: odd", "5  IllegalStateException");
        var thrown = List.of(failure.getCause(), failure.getSuppressed()[0]);
        assertThat(thrown).extracting(Throwable::getMessage).containsExactly("odd", "every fourth");
        assertThat(thrown)
                .allSatisfy(each ->
                        assertThat(each.getStackTrace())
                                .extracting(StackTraceElement::getMethodName)
                                .contains("visit"));
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    static class Failing {
        @LoadTest(rate = 100, duration = "200ms", warmUp = "0s", allowInvalid = true)
        void visit(Visit visit) {
            visit.check(visit.number() % 2 == 0, "odd");
            if (visit.number() % 4 == 2) {
                throw new IllegalStateException("every fourth");
            }
        }
    }

    @Test
    void nothingOfOneTestIsAliveInTheNext() {
        assertThat(Tests.failures(Twice.class)).isEmpty();
        assertThat(LOOPS).doesNotHaveDuplicates().hasSize(2);
        assertThat(SERVERS).hasSize(2).allMatch(server -> !server.isRunning());
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Twice {
        @LoadTest(rate = 20, duration = "50ms", warmUp = "0s", allowInvalid = true)
        void first(WireMockServer stub) {
            LOOPS.add(EventLoop.current());
            SERVERS.add(stub);
        }

        @LoadTest(rate = 20, duration = "50ms", warmUp = "0s", allowInvalid = true)
        void second(WireMockServer stub) {
            assertThatThrownBy(() -> LOOPS.element().spawn(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class);
            LOOPS.add(EventLoop.current());
            SERVERS.add(stub);
        }
    }

    @Test
    void aSlowServiceMissesItsObjectiveWithEvidence() {
        assertThat(Tests.onlyFailure(Slow.class).getMessage())
                .startsWith("missed p90<20ms: ")
                .contains("✗ MISSED  p90<20ms", "slowest", "Again: @LoadTest(rate = 100");
    }

    static class Slow {
        @BeforeEach
        void stubs(WireMockServer stub) {
            stub.stubFor(get("/items").willReturn(aResponse().withFixedDelay(50)));
        }

        @LoadTest(
                rate = 100,
                duration = "300ms",
                warmUp = "0s",
                slo = "p90<20ms",
                allowInvalid = true)
        void browse(Visit visit, WireMockServer stub) {
            await(visit.get(stub.url("/items")).text());
        }
    }

    @Test
    void aWrongObjectiveIsSaidAtOnce() {
        assertThat(Tests.onlyFailure(WrongObjective.class))
                .message()
                .startsWith("@LoadTest of WrongObjective.never: slo ")
                .contains("soon enough")
                .doesNotContain("\n");
        assertThat(VISITS).isEmpty();
    }

    static class WrongObjective {
        @LoadTest(slo = "soon enough")
        void never() {
            VISITS.add(1L);
        }
    }

    @Test
    void aLoadInAnyTestTakesTheStubAndIsAskedWhetherItWasGood() {
        assertThat(Tests.failures(Fluent.class))
                .hasSize(2)
                .allSatisfy(failure ->
                        assertThat(failure.getMessage())
                                .contains("20  status 404")
                                .contains("Again with the same arrivals: .seed(7)"));
    }

    @LoadTesting
    static class Fluent {
        @RepeatedTest(2)
        void notFound(LoadStubs stubs) {
            LoadResult result =
                    Load.get(stubs.url() + "/nowhere")
                            .rate(100)
                            .duration(Duration.ofMillis(200))
                            .warmUp(Duration.ZERO)
                            .stub(stubs.probe())
                            .seed(7)
                            .run();
            LoadAssert.requireGood(result);
        }
    }
}
