package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpTimeoutException.Limit;
import dev.heddle.http.HttpTimeoutException.Phase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The total deadline holds in every phase, and says which it was. */
class HttpDeadlineTest extends HttpTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void anIdleTimeoutMayBeAsLongAsADuration() throws Exception {
        var http = session(s -> s.idleTimeout(Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(http.get(echoingPaths().url("/a")).text().block(PATIENCE)).isEqualTo("/a");
    }

    @Test
    void coversTheWaitForAConnection() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitEnd();
                });
        var http = session(s -> s.maxConnectionsPerHost(1));
        var first = http.get(server.url("/")).text().subscribe();
        asked.await();

        assertTimeout(http.get(server.url("/")), Phase.QUEUED);

        assertThat(server.accepted()).isEqualTo(1);
        first.dispose();
    }

    @Test
    void coversTheConnecting() throws Exception {
        try (var full = new HttpCancellationTest.FullBacklog()) {
            assertTimeout(session().get("http://127.0.0.1:" + full.port() + "/"), Phase.CONNECTING);
        }
    }

    @Test
    void coversTheWaitForTheAnswer() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.awaitEnd();
                });

        assertTimeout(session().get(server.url("/")), Phase.WAITING);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void coversTheBody() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    peer.awaitEnd();
                });

        assertTimeout(session().get(server.url("/")), Phase.READING);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void endsAStreamWhoseReaderAsksForNothing() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    peer.awaitEnd();
                });

        var never =
                session()
                        .get(server.url("/"))
                        .timeout(SHORT)
                        .exchange((_, _) -> Flux.<String>never());

        assertThatThrownBy(() -> never.blockLast(PATIENCE))
                .isInstanceOf(HttpTimeoutException.class);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void theWaitForAConnectionMayHaveALimitOfItsOwn() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitEnd();
                });
        var http = session(s -> s.maxConnectionsPerHost(1).acquireTimeout(SHORT));
        var first = http.get(server.url("/")).text().subscribe();
        asked.await();

        assertLimit(http.get(server.url("/")), Limit.ACQUIRE, "acquireTimeout");
        first.dispose();
    }

    @Test
    void theWaitForTheAnswerMayHaveALimitOfItsOwn() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.awaitEnd();
                });

        assertLimit(
                session(s -> s.responseTimeout(SHORT)).get(server.url("/")),
                Limit.RESPONSE,
                "responseTimeout");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void aBodyThatStandsStillMayHaveALimitOfItsOwn() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    peer.awaitEnd();
                });

        assertLimit(
                session(s -> s.readTimeout(SHORT)).get(server.url("/")), Limit.READ, "readTimeout");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void aBodyThatNobodyReadsDoesNotStandStill() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("x".repeat(3_000_000));
                    peer.awaitEnd();
                });
        var http = session(s -> s.readTimeout(SHORT));
        var read =
                http.get(server.url("/"))
                        .exchange((_, body) ->
                                body.concatMap(part -> Mono.delay(SHORT).thenReturn(part), 1)
                                        .take(5));

        assertThat(read.count().block(PATIENCE)).isEqualTo(5);
    }

    private static void assertLimit(HttpRequest request, Limit limit, String setting) {
        assertThatThrownBy(() -> request.send().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpTimeoutException.class, e -> assertThat(e.limit()).isEqualTo(limit))
                .hasMessageContaining(setting);
    }

    @Test
    void messageNamesTheUrlTheTimeAndThePhase() {
        var e = new HttpTimeoutException("http://h/", Phase.QUEUED, Duration.ofSeconds(90));

        assertThat(e)
                .hasMessage(
                        "no complete answer from http://h/ within 1 min 30 s: it was still waiting for"
                                + " one of the session's connections");
        assertThat(e.kind()).isEqualTo(HttpException.Kind.TIMEOUT);
        assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void connectTimeoutIsAFailureToConnect() throws Exception {
        try (var full = new HttpCancellationTest.FullBacklog()) {
            var http = session(s -> s.connectTimeout(SHORT));

            assertThatThrownBy(() ->
                            http.get("http://127.0.0.1:" + full.port() + "/")
                                    .send()
                                    .block(PATIENCE))
                    .isInstanceOfSatisfying(
                            HttpException.class,
                            e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.CONNECT))
                    .hasMessageContaining("within 50 ms");
        }
    }

    private static void assertTimeout(HttpRequest request, Phase phase) {
        assertThatThrownBy(() -> request.timeout(SHORT).send().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpTimeoutException.class, e -> assertThat(e.phase()).isEqualTo(phase));
    }
}
