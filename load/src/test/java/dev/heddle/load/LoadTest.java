package dev.heddle.load;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Whole runs, against a server on this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadTest {
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private EventLoop loop;
    private DisposableServer server;

    @BeforeAll
    void serve() {
        loop = EventLoop.open();
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .runOn(loop.resources())
                        .route(routes ->
                                routes.get("/never", (q, a) -> a.sendString(Mono.never()))
                                        .get(
                                                "/slow",
                                                (q, a) ->
                                                        a.sendString(
                                                                Mono.just("late")
                                                                        .delayElement(
                                                                                Duration.ofMillis(
                                                                                        50))))
                                        .get("/broken", (q, a) -> a.status(503).send())
                                        .get(
                                                "/{name}",
                                                (q, a) -> {
                                                    count(q.param("name"));
                                                    return a.sendString(Mono.just("hello"));
                                                }))
                        .bindNow();
    }

    private void count(String name) {
        asked.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
    }

    @AfterAll
    void stop() {
        server.disposeNow();
        loop.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private Load load(String path) {
        return Load.get(url(path)).warmUp(Duration.ZERO).duration(Duration.ofMillis(500)).rate(200);
    }

    @Test
    void everyArrivalIsSentOnceAndAnswered() {
        var result = load("/plain").run();

        assertThat(result.offered()).isEqualTo(100);
        assertThat(result.sent()).isEqualTo(100);
        assertThat(result.ok()).isEqualTo(100);
        assertThat(result.failed()).isZero();
        assertThat(asked.get("plain")).hasValue(100);
        assertThat(result.latency().count()).isEqualTo(100);
        assertThat(result.slices().stream().mapToLong(Slice::ok).sum()).isEqualTo(100);
        assertThat(result.slowest()).hasSize(20);
    }

    @Test
    void severalLoopsSendTogetherWhatOneWould() {
        var result = load("/shared").loops(2).run();

        assertThat(result.ok()).isEqualTo(100);
        assertThat(asked.get("shared")).hasValue(100);
    }

    @Test
    void requestsAreSentByTheirWeights() {
        var result =
                Load.requests(
                                List.of(
                                        LoadRequest.get(url("/often")).weight(3),
                                        LoadRequest.get(url("/seldom"))))
                        .warmUp(Duration.ZERO)
                        .duration(Duration.ofMillis(500))
                        .rate(800)
                        .seed(1)
                        .run();

        assertThat(result.ok()).isEqualTo(400);
        assertThat(asked.get("often").get()).isBetween(270, 330);
        assertThat(asked.get("often").get() + asked.get("seldom").get()).isEqualTo(400);
        assertThat(result.steps())
                .extracting(Step::name)
                .containsExactly("GET /often", "GET /seldom");
    }

    @Test
    void requestsAreFilledFromRowsInTurn() {
        var rows = List.of(Map.of("item", "apple"), Map.of("item", "pear"));

        var result =
                Load.get(url("/${item}"))
                        .data(DataTable.of(rows))
                        .warmUp(Duration.ZERO)
                        .duration(Duration.ofMillis(500))
                        .rate(20)
                        .run();

        assertThat(result.ok()).isEqualTo(10);
        assertThat(asked.get("apple")).hasValue(5);
        assertThat(asked.get("pear")).hasValue(5);
    }

    @Test
    void aVisitIsATaskWithStepsAndChecks() {
        var result =
                Load.scenario(
                                "shop",
                                visit -> {
                                    String text =
                                            visit.step(
                                                    "browse",
                                                    () -> await(visit.get(url("/shop")).text()));
                                    visit.check(text.equals("hello"), "greets");
                                    visit.check(visit.number() % 10 != 3, "is not the fourth");
                                })
                        .warmUp(Duration.ZERO)
                        .duration(Duration.ofMillis(500))
                        .rate(200)
                        .run();

        assertThat(result.ok()).isEqualTo(90);
        assertThat(result.errors()).isEqualTo(Map.of("check: is not the fourth", 10L));
        assertThat(result.steps()).singleElement().extracting(Step::ok).isEqualTo(100L);
        assertThat(result.slowest().getFirst().phases())
                .extracting(SlowRequest.Phase::name)
                .containsExactly("late", "browse", "between");
    }

    @Test
    void usersWaitForTheirAnswers() {
        var result = load("/closed").users(3).run();

        assertThat(result.plan().isOpen()).isFalse();
        assertThat(result.ok()).isEqualTo(result.sent()).isGreaterThan(3);
        assertThat(asked.get("closed").get()).isEqualTo(result.ok());
    }

    @Test
    void whatIsNotAnsweredInTimeCountsAsThatLong() {
        var result = load("/never").timeout(Duration.ofMillis(300)).run();

        assertThat(result.errors()).isEqualTo(Map.of("timeout", 100L));
        assertThat(result.latency().count()).isEqualTo(100);
        assertThat(result.latency().millis(50)).isGreaterThanOrEqualTo(299);
        assertThat(result.valid()).isFalse();
    }

    @Test
    void aRefusalIsCountedAndNotTakenForAQuickAnswer() {
        var result = load("/broken").run();

        assertThat(result.errors()).isEqualTo(Map.of("status 503", 100L));
        assertThat(result.latency().count()).isZero();
        assertThat(result.valid()).isFalse();
    }

    @Test
    void aDeadHostIsSaidInTheReason() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        var result =
                Load.get("http://127.0.0.1:" + port + "/")
                        .warmUp(Duration.ZERO)
                        .duration(Duration.ofMillis(200))
                        .run();

        assertThat(result.errors()).containsOnlyKeys("connect");
        assertThat(result.sent()).isZero();
        assertThat(result.invalidReasons()).singleElement().asString().contains("refused");
    }

    @Test
    void aRunThatIsStoppedTellsWhatItMeasured() throws Exception {
        var measuring = new CountDownLatch(1);
        var run =
                load("/stopped")
                        .duration(Duration.ofHours(1))
                        .listener(progress -> {
                            if (progress.ok() > 0) {
                                measuring.countDown();
                            }
                        })
                        .start();
        assertThat(measuring.await(20, TimeUnit.SECONDS)).isTrue();

        run.stop("SIGINT");
        var result = run.await();

        assertThat(result.stopped()).isEqualTo("SIGINT");
        assertThat(result.measured()).isLessThan(result.plan().duration());
        assertThat(result.ok()).isPositive();
        assertThat(result.failed()).isZero();
    }

    @Test
    void whatIsUnderWayWhenStoppedIsUnanswered() throws Exception {
        var measuring = new CountDownLatch(1);
        var run =
                load("/never")
                        .duration(Duration.ofHours(1))
                        .listener(progress -> {
                            if (progress.inFlight() > 0) {
                                measuring.countDown();
                            }
                        })
                        .start();
        assertThat(measuring.await(20, TimeUnit.SECONDS)).isTrue();

        run.stop("SIGINT");
        var result = run.await();

        assertThat(result.errors()).containsOnlyKeys(Sender.UNANSWERED);
        assertThat(result.failed()).isPositive();
    }

    @Test
    void aVisitThatHoldsTheLoopEndsTheRunWithASentence() {
        var release = new java.util.concurrent.atomic.AtomicBoolean();
        var load =
                Load.scenario(
                                "computes",
                                _ -> {
                                    while (!release.get()) {
                                        Thread.onSpinWait();
                                    }
                                })
                        .warmUp(Duration.ZERO)
                        .duration(Duration.ofMillis(100));
        try {
            assertThatThrownBy(load.patience(Duration.ofMillis(200))::run)
                    .hasMessageContaining("has held an event loop");
        } finally {
            release.set(true);
        }
    }

    @Test
    void aListenerThatThrowsCostsNoResult() {
        var result =
                load("/listened")
                        .listener(_ -> {
                            throw new IllegalStateException("a listener's fault");
                        })
                        .run();

        assertThat(result.ok()).isEqualTo(100);
    }

    @Test
    void aProbeThatThrowsMakesTheRunInvalidAndCostsNoResult() {
        var result = load("/probed").stub(new BrokenProbe()).run();

        assertThat(result.ok()).isEqualTo(100);
        assertThat(result.invalidReasons()).anyMatch(reason -> reason.contains("a probe's fault"));
    }

    private record BrokenProbe() implements StubHealth.Probe {
        @Override
        public void begin() {
            throw new IllegalStateException("a probe's fault");
        }

        @Override
        public StubHealth end() {
            throw new IllegalStateException("a probe's fault");
        }
    }

    @Test
    void visitsThatWaitForAConnectionMakeTheRunInvalid() {
        var result =
                Load.scenario("slow", visit -> await(visit.get(url("/slow")).text()))
                        .connections(1)
                        .warmUp(Duration.ZERO)
                        .duration(Duration.ofSeconds(1))
                        .rate(40)
                        .run();

        assertThat(result.generator().waited()).isPositive();
        assertThat(result.invalidReasons()).anyMatch(reason -> reason.contains("1 connections"));
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedAtOnce() {
        var load = load("/");

        assertThatThrownBy(() -> load.rate(0)).hasMessage("rate must be more than zero: 0.0");
        assertThatThrownBy(() -> load.rate(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> load.rate(1e9)).hasMessageContaining("at most a million");
        assertThatThrownBy(() -> load.connections(1).loops(3).run())
                .hasMessageContaining("1 for 3");
        assertThatThrownBy(() -> load.users(0)).hasMessage("users must be at least 1: 0");
        assertThatThrownBy(() -> load.duration(Duration.ZERO)).hasMessageContaining("duration");
        assertThatThrownBy(() -> Load.get("ftp://x/").run()).hasMessageContaining("ftp://x/");
        assertThatThrownBy(() -> Load.get(url("/${id}")).run()).hasMessageContaining("id");
    }
}
