package dev.heddle.http;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** HTTP/2 without TLS, to a server that is known to speak it. */
class Http2Test extends HttpTest {
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    interface Handler {
        Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response);
    }

    private String serve(Handler handler) {
        return serve(handler, 1_000);
    }

    private String serve(Handler handler, long streams) {
        DisposableServer server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .protocol(HttpProtocol.H2C)
                        .http2Settings(s -> s.maxConcurrentStreams(streams))
                        .doOnChannelInit((_, channel, _) -> connections.add(channel))
                        .handle(handler::answer)
                        .bindNow();
        closing(server::disposeNow);
        return "http://127.0.0.1:" + server.port();
    }

    private HttpSession session2() {
        return session(s -> s.http2(Http2.PRIOR_KNOWLEDGE));
    }

    private Publisher<Void> echo(HttpServerRequest request, HttpServerResponse response) {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return response.sendString(Mono.just(request.uri()))
                .then()
                .doFinally(_ -> underWay.decrementAndGet());
    }

    @Test
    void aThousandRequestsShareOneConnection() {
        String url = serve(this::echo);
        var http = session2();
        var requests = new ArrayList<Mono<String>>();
        for (int i = 0; i < 1_000; i++) {
            requests.add(http.get(url + "/" + i).text());
        }

        var texts = onLoop(() -> gather(requests));

        assertThat(texts).hasSize(1_000).startsWith("/0", "/1").endsWith("/999");
        assertThat(connections).hasSize(1);
    }

    @Test
    void streamsStayWithinWhatTheServerTakes() {
        String url = serve(this::echo, 3);
        var http = session2();

        var texts =
                Flux.range(0, 200)
                        .flatMap(i -> http.get(url + "/" + i).text(), 200)
                        .collectList()
                        .block(PATIENCE);

        assertThat(texts).hasSize(200);
        assertThat(connections).hasSize(1);
    }

    @Test
    void streamsStayWithinTheLimitOfTheHost() {
        String url = serve(this::echo);
        var http = session(s -> s.http2(Http2.PRIOR_KNOWLEDGE).maxConnectionsPerHost(2));

        Flux.range(0, 100).flatMap(i -> http.get(url + "/" + i).text(), 100).blockLast(PATIENCE);

        assertThat(mostUnderWay).hasValueLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void largeBodiesGoBothWays(String method) {
        String url = serve((request, response) -> response.send(request.receive().retain()));
        byte[] body = new byte[3_000_000];
        Arrays.fill(body, (byte) 7);

        byte[] back = session2().request(method, url + "/").body(body).bytes().block(PATIENCE);

        assertThat(back).isEqualTo(body);
    }

    @Test
    void streamedBodiesGoBothWays() {
        String url = serve((request, response) -> response.send(request.receive().retain()));
        var parts = Flux.range(0, 1_000).map(i -> new byte[5_000]);

        var size =
                session2()
                        .post(url + "/")
                        .body(parts)
                        .exchange((_, body) -> body.map(part -> part.length))
                        .reduce(0, Integer::sum)
                        .block(PATIENCE);

        assertThat(size).isEqualTo(5_000_000);
    }

    @Test
    void aServerIsReadNoFasterThanItsBodyIsWanted() throws Exception {
        var sent = new AtomicLong();
        String url =
                serve((request, response) ->
                        request.uri().equals("/small")
                                ? echo(request, response)
                                : response.sendByteArray(
                                        Flux.range(0, 10_000)
                                                .map(_ -> new byte[10_000])
                                                .doOnNext(part -> sent.addAndGet(part.length))));
        var first = new CountDownLatch(1);
        var more = new Semaphore(0);
        var http = session2();

        var reading =
                http.get(url + "/")
                        .exchange((_, body) ->
                                body.concatMap(
                                        part -> {
                                            first.countDown();
                                            return Mono.fromRunnable(more::acquireUninterruptibly)
                                                    .subscribeOn(
                                                            reactor.core.scheduler.Schedulers
                                                                    .boundedElastic())
                                                    .thenReturn(part.length);
                                        },
                                        1))
                        .reduce(0L, Long::sum)
                        .toFuture();
        first.await();
        // Another exchange on the same connection is not held up.
        assertThat(http.get(url + "/small").text().block(PATIENCE)).isEqualTo("/small");

        assertThat(sent).hasValueLessThan(40_000_000);
        more.release(1 << 30);
        assertThat(reading.get(60, TimeUnit.SECONDS)).isEqualTo(100_000_000L);
    }

    @Test
    void cancellingEndsOneStreamAndNotTheConnection() throws Exception {
        var asked = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        String url =
                serve((request, response) -> {
                    if (request.uri().equals("/hang")) {
                        asked.countDown();
                        return Mono.<Void>never().doOnCancel(gone::countDown);
                    }
                    return echo(request, response);
                });
        var http = session2();
        var hanging = http.get(url + "/hang").text().subscribe();
        asked.await();

        hanging.dispose();

        gone.await();
        assertThat(http.get(url + "/next").text().block(PATIENCE)).isEqualTo("/next");
        assertThat(connections).hasSize(1);
    }

    @Test
    void deadlinesEndOneStreamAndNotTheConnection() {
        String url =
                serve((request, response) ->
                        request.uri().equals("/hang") ? Mono.never() : echo(request, response));
        var http = session2();

        assertThatThrownBy(() ->
                        http.get(url + "/hang")
                                .timeout(java.time.Duration.ofMillis(50))
                                .text()
                                .block(PATIENCE))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(http.get(url + "/next").text().block(PATIENCE)).isEqualTo("/next");
        assertThat(connections).hasSize(1);
    }

    @Test
    void aConnectionThatIsLostFailsItsStreamsAndIsReplaced() throws Exception {
        var asked = new CountDownLatch(1);
        String url =
                serve((request, response) -> {
                    if (request.uri().equals("/hang")) {
                        asked.countDown();
                        return Mono.never();
                    }
                    return echo(request, response);
                });
        var http = session2();
        var hanging = http.get(url + "/hang").text().toFuture();
        asked.await();

        for (var connection : connections) {
            var _ = connection.close();
        }

        assertThatThrownBy(hanging::get)
                .cause()
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.DISCONNECTED));
        assertThat(http.get(url + "/next").text().block(PATIENCE)).isEqualTo("/next");
        assertThat(connections).hasSize(2);
    }

    @Test
    void closingTheSessionFailsWhatIsUnderWay() throws Exception {
        var asked = new CountDownLatch(1);
        String url =
                serve((_, _) -> {
                    asked.countDown();
                    return Mono.never();
                });
        var http = session2();
        var hanging = http.get(url + "/").text().toFuture();
        asked.await();

        http.close();

        assertThatThrownBy(hanging::get).hasMessageContaining("session was closed");
    }

    @Test
    void headersGoBothWaysAndHostBecomesTheAuthority() {
        String url =
                serve((request, response) ->
                        response.header("x-back", request.requestHeaders().get("x-there"))
                                .header("x-host", request.requestHeaders().get("host"))
                                .sendString(Mono.just("ü"), StandardCharsets.UTF_8));

        var answer = onLoop(() -> await(session2().get(url + "/").header("X-There", "yes").send()));

        assertThat(answer.headers().get("X-Back")).isEqualTo("yes");
        assertThat(answer.headers().get("X-Host")).startsWith("127.0.0.1:");
        assertThat(answer.text()).isEqualTo("ü");
    }

    @Test
    void redirectsAndRetriesUseTheSameConnection() {
        var failures = new AtomicInteger();
        String url =
                serve((request, response) ->
                        switch (request.uri()) {
                            case "/from" -> response.sendRedirect("/to");
                            case "/to" ->
                                    failures.incrementAndGet() < 3
                                            ? response.status(503).send()
                                            : echo(request, response);
                            default -> response.sendNotFound();
                        });
        var ms = java.time.Duration.ofMillis(1);
        var http =
                session(s ->
                        s.http2(Http2.PRIOR_KNOWLEDGE).retries(Retries.upTo(3).backoff(ms, ms)));

        assertThat(http.get(url + "/from").text().block(PATIENCE)).isEqualTo("/to");
        assertThat(connections).hasSize(1);
    }
}
