package dev.heddle.http;

import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Servers close idle connections, also while the next request is on its way. */
class HttpStaleConnectionTest extends HttpTest {
    private static final String KEPT_FOR_A_SECOND =
            "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1, max=9\r\nContent-Length: 0\r\n\r\n";

    private final AtomicInteger requests = new AtomicInteger();

    /** Answers one request of each connection, reads the next and closes without an answer. */
    private RawServer closingAfterOne() throws Exception {
        return server(peer -> {
            peer.readRequest();
            requests.incrementAndGet();
            peer.answer("fine");
            peer.readRequest();
            requests.incrementAndGet();
            peer.reset();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void neverSurfaceInAnIdempotentRequest(String method) throws Exception {
        var server = closingAfterOne();
        var http = session();

        for (int i = 0; i < 20; i++) {
            var answer = http.request(method, server.url("/")).send().block(PATIENCE);
            assertThat(answer.text()).isEqualTo("fine");
        }

        assertThat(server.accepted()).isEqualTo(20);
    }

    @Test
    void areAnErrorOfAPostThatMayHaveBeenDone() throws Exception {
        var server = closingAfterOne();
        var http = session();
        http.get(server.url("/")).send().block(PATIENCE);

        assertThatThrownBy(() -> http.post(server.url("/")).body("x").send().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.DISCONNECTED));
        assertThat(requests).hasValue(2);
    }

    /** The one second is what the session trusts an idle connection for, by the real clock. */
    @Test
    void aPostGetsAFreshConnectionRatherThanOneThatHasBeenIdleForASecond() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.maxConnectionsPerHost(1));
        http.get(server.url("/")).send().block(PATIENCE);

        var answer =
                Mono.delay(Duration.ofMillis(1_001))
                        .then(http.post(server.url("/post")).body("x").text());

        assertThat(answer.block(PATIENCE)).isEqualTo("/post");
        assertThat(server.accepted()).isEqualTo(2);
    }

    /**
     * A server in trouble that resets connections looks the same: it is not to get more traffic.
     */
    @Test
    void whatIsSentAgainForThemLeavesLessForRetries() throws Exception {
        var unavailable = new AtomicInteger();
        var server =
                server(peer -> {
                    if (peer.readRequest().path().equals("/unavailable")) {
                        unavailable.incrementAndGet();
                        peer.send("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
                    } else {
                        peer.answer("fine");
                    }
                    peer.readRequest();
                    peer.reset();
                });
        var http = session(s -> s.retries(Retries.upTo(1)));
        for (int i = 0; i < 110; i++) {
            assertThat(http.get(server.url("/")).text().block(PATIENCE)).isEqualTo("fine");
        }

        var answer = http.get(server.url("/unavailable")).send().block(PATIENCE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(unavailable).as("110 sent again: more than the budget").hasValue(1);
    }

    @Test
    void aConnectionThatAnsweredInPartIsNotStale() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("fine");
                    peer.readRequest();
                    peer.send("HTTP/1.1 2");
                });
        var http = session();
        http.get(server.url("/")).send().block(PATIENCE);

        assertThatThrownBy(() -> http.get(server.url("/")).send().block(PATIENCE))
                .isInstanceOf(HttpException.class);
    }

    @Test
    void idleConnectionsAreClosedBeforeTheServerDoes() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.idleTimeout(Duration.ofMillis(1)));

        http.get(server.url("/")).send().block(PATIENCE);

        server.awaitOpen(open -> open == 0);
    }

    @Test
    void theServersKeepAliveHeaderCounts() throws Exception {
        var server =
                server(peer -> {
                    while (true) {
                        peer.readRequest();
                        peer.send(KEPT_FOR_A_SECOND);
                    }
                });
        var http = session();

        http.get(server.url("/")).send().block(PATIENCE);
        http.get(server.url("/")).send().block(PATIENCE);

        assertThat(server.accepted()).as("a second less than one is none").isEqualTo(2);
    }

    @Test
    void aHostIsTheSameOneWhenItsLastConnectionHasGrownOld() throws Exception {
        var server =
                server(peer -> {
                    while (true) {
                        peer.readRequest();
                        if (requests.incrementAndGet() == 1) {
                            peer.send(KEPT_FOR_A_SECOND);
                        } else {
                            peer.answer("fine");
                        }
                    }
                });
        var http = session(s -> s.maxConnectionsPerHost(1));
        var request = http.get(server.url("/")).send();
        request.block(PATIENCE);

        onLoop(() -> gather(List.of(request, request)));

        assertThat(server.accepted()).as("connections").isEqualTo(2);
    }
}
