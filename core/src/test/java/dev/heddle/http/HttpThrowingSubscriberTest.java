package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Subscribers that throw fatal errors, which Reactor lets through to whoever signals. */
class HttpThrowingSubscriberTest extends HttpTest {
    private static String fatal(Object ignored) {
        throw new NoClassDefFoundError("Missing");
    }

    @Test
    void fatalErrorIsTheFailureOfItsOwnRequestOnly() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.maxConnectionsPerHost(1));

        var guilty =
                http.get(server.url("/guilty"))
                        .bytes()
                        .map(HttpThrowingSubscriberTest::fatal)
                        .toFuture();
        var innocent = http.get(server.url("/innocent")).text();

        assertThat(innocent.block(PATIENCE)).isEqualTo("/innocent");
        assertMissing(guilty);
    }

    @Test
    void fatalErrorInTheBodyEndsTheExchange() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.maxConnectionsPerHost(1));

        var guilty =
                http.get(server.url("/guilty"))
                        .exchange((_, body) -> body.map(HttpThrowingSubscriberTest::fatal))
                        .collectList()
                        .toFuture();

        assertMissing(guilty);
        assertThat(http.get(server.url("/next")).text().block(PATIENCE)).isEqualTo("/next");
    }

    @Test
    void fatalErrorInTheHandlerEndsTheExchange() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.maxConnectionsPerHost(1));

        var guilty =
                http.get(server.url("/guilty"))
                        .exchange((head, _) -> Mono.just(fatal(head)))
                        .collectList()
                        .toFuture();

        assertMissing(guilty);
        assertThat(http.get(server.url("/next")).text().block(PATIENCE)).isEqualTo("/next");
    }

    @Test
    void fatalErrorOfARequestBodyFailsItsRequestOnly() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.maxConnectionsPerHost(1));
        var body = Flux.defer(() -> Flux.just(fatal("body").getBytes(StandardCharsets.UTF_8)));

        var guilty = http.post(server.url("/guilty")).body(body).text().toFuture();
        var next = http.get(server.url("/next")).text();

        assertThat(next.block(PATIENCE)).isEqualTo("/next");
        assertMissing(guilty);
    }

    @Test
    void throwingAtARefusedConnectionDoesNotStallTheLine() throws Exception {
        int port;
        try (var gone = RawServer.echoingPaths()) {
            port = gone.port();
        }
        var http = session(s -> s.maxConnectionsPerHost(1));
        var url = "http://127.0.0.1:" + port + "/";

        http.get(url).text().doOnError(HttpThrowingSubscriberTest::fatal).subscribe();

        HttpFramingTest.assertKind(HttpException.Kind.CONNECT, http, url);
    }

    @Test
    void throwingAtTheCloseOfASessionDoesNotHoldItUp() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitEnd();
                });
        var http = session(s -> s.maxConnectionsPerHost(1));
        var url = server.url("/");
        http.get(url).text().doOnError(HttpThrowingSubscriberTest::fatal).subscribe();
        http.get(url).text().doOnError(HttpThrowingSubscriberTest::fatal).subscribe();
        var last = http.get(url).text().toFuture();
        asked.await();

        http.close();

        assertThatThrownBy(() -> last.get(0, TimeUnit.SECONDS))
                .hasCauseInstanceOf(HttpException.class);
        server.awaitOpen(open -> open == 0);
    }

    private static void assertMissing(CompletableFuture<?> guilty) {
        assertThatThrownBy(() -> guilty.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }
}
