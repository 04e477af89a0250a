package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What an observer hears, and how long the phases took. */
class HttpTimingsTest extends HttpTest {
    private static final String MOVED =
            "HTTP/1.1 302 Oh\r\nLocation: /to\r\nContent-Length: 0\r\n\r\n";

    private final List<HttpAttempt> attempts = new CopyOnWriteArrayList<>();

    private final HttpObserver observer =
            new HttpObserver() {
                @Override
                public void sending(HttpRequest request, BiConsumer<String, String> header) {
                    header.accept("traceparent", "00-" + request.url().length());
                }

                @Override
                public void ended(HttpAttempt attempt) {
                    attempts.add(attempt);
                }
            };

    @Test
    void eachAttemptIsToldWithItsStatusAndUrl() throws Exception {
        var server =
                server(peer -> {
                    while (true) {
                        String path = peer.readRequest().path();
                        peer.send(
                                path.equals("/from")
                                        ? MOVED
                                        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    }
                });

        var request = session(s -> s.observer(observer)).get(server.url("/from"));
        request.send().block(PATIENCE);

        assertThat(attempts).extracting(HttpAttempt::original).containsOnly(request);
        assertThat(attempts).extracting(HttpAttempt::status).containsExactly(302, 200);
        assertThat(attempts).extracting(HttpAttempt::number).containsExactly(1, 2);
        assertThat(attempts)
                .extracting(a -> a.request().url())
                .containsExactly(server.url("/from"), server.url("/to"));
    }

    @Test
    void headersOfTheObserverAreSent() throws Exception {
        var heads = new CopyOnWriteArrayList<String>();
        var server =
                server(peer -> {
                    heads.add(peer.readRequest().head());
                    peer.answer("");
                });

        session(s -> s.observer(observer)).get(server.url("/")).send().block(PATIENCE);

        assertThat(heads.getFirst()).contains("traceparent: 00-");
    }

    @Test
    void failuresAreToldToo() throws Exception {
        var server = server(RawServer.Peer::readRequest);
        var http = session(s -> s.observer(observer));

        http.get(server.url("/")).send().onErrorComplete().block(PATIENCE);

        assertThat(attempts).hasSize(1);
        assertThat(attempts.getFirst().failure().kind()).isEqualTo(HttpException.Kind.DISCONNECTED);
    }

    @Test
    void anAttemptThatIsCancelledIsToldToo() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.readRequest();
                });

        var sent = session(s -> s.observer(observer)).get(server.url("/")).send().subscribe();
        assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        sent.dispose();

        onLoop(() -> null);
        assertThat(attempts).extracting(HttpAttempt::number).containsExactly(1);
        assertThat(attempts.getFirst().failure()).isNull();
    }

    @Test
    void aPauseThatTheSessionEndsIsNoAttempt() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 503 Oh\r\nContent-Length: 0\r\nRetry-After: 30\r\n\r\n");
                    peer.readRequest();
                });
        var told = new CountDownLatch(1);
        HttpObserver noting =
                new HttpObserver() {
                    @Override
                    public void ended(HttpAttempt attempt) {
                        attempts.add(attempt);
                        told.countDown();
                    }
                };
        var http = session(s -> s.observer(noting).retries(Retries.upTo(1)));

        var sent = http.get(server.url("/")).send().onErrorComplete().toFuture();
        assertThat(told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        http.close();

        assertThat(sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNull();
        assertThat(attempts).extracting(HttpAttempt::status).containsExactly(503);
    }

    @Test
    void whatAnObserverThrowsChangesNothing() throws Exception {
        var server = echoingPaths();
        var throwing =
                new HttpObserver() {
                    @Override
                    public void sending(HttpRequest request, BiConsumer<String, String> header) {
                        throw new IllegalStateException("sending");
                    }

                    @Override
                    public void ended(HttpAttempt attempt) {
                        throw new IllegalStateException("ended");
                    }
                };

        var text = session(s -> s.observer(throwing)).get(server.url("/")).text().block(PATIENCE);

        assertThat(text).isEqualTo("/");
    }

    @Test
    void theFirstExchangeOfAConnectionHasItsOpeningAndTheNextHasNone() throws Exception {
        var server = echoingPaths();
        var http = session();

        var first = http.get(server.url("/")).send().block(PATIENCE).timings();
        var next = http.get(server.url("/")).send().block(PATIENCE).timings();

        assertThat(first.connect()).isPositive();
        assertThat(first.firstByte()).isPositive();
        assertThat(next.connect()).isZero();
        assertThat(next.dns()).isZero();
    }

    @Test
    void phasesAddUp() {
        var timings = new HttpTimings(1, 2, 3, 4, 5, 6);

        assertThat(timings.total()).isEqualTo(Duration.ofNanos(21));
        assertThat(timings)
                .hasToString(
                        "HttpTimings[queue PT0.000000001S, dns PT0.000000002S, connect PT0.000000003S, tls"
                                + " PT0.000000004S, first byte PT0.000000005S, body PT0.000000006S]");
    }
}
