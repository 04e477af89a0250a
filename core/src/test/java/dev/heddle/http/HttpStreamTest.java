package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Bodies that are handed over as they come, in both directions. */
class HttpStreamTest extends HttpTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void headAndBodyGoToTheHandler() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 404 Gone\r\nX: y\r\nContent-Length: 2\r\n\r\nhi");
                    peer.awaitEnd();
                });

        var result =
                session()
                        .get(server.url("/"))
                        .exchange((head, body) ->
                                body.map(part -> head.status() + text(part) + head.url()));

        assertThat(result.blockLast(PATIENCE)).isEqualTo("404hi" + server.url("/"));
    }

    @Test
    void readerThatAsksForNothingHoldsUpTheServer() throws Exception {
        var sent = new AtomicLong();
        var stuck = new CountDownLatch(1);
        byte[] part = new byte[64 << 10];
        long length = 256L << 20;
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
                    while (sent.get() < length) {
                        peer.send(part);
                        sent.addAndGet(part.length);
                    }
                    stuck.countDown();
                });
        var received = new AtomicLong();

        var body = session().get(server.url("/")).exchange((_, b) -> b);

        StepVerifier.create(body, 0)
                .thenRequest(10)
                .expectNextCount(10)
                .then(() -> awaitStandstill(sent))
                .then(() -> assertThat(sent.get()).isLessThan(length / 4))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(_ -> true, bytes -> received.addAndGet(bytes.length))
                .expectComplete()
                .verify(PATIENCE);
        stuck.await();
        assertThat(received.get()).isGreaterThan(length / 2);
    }

    /**
     * Waits until a server that writes as fast as it can has made no progress between two looks.
     */
    private void awaitStandstill(AtomicLong progress) {
        long seen = -1;
        while (progress.get() != seen) {
            seen = progress.get();
            // Some round trips over the same loop: time in which the server could go on.
            try (var other = RawServer.echoingPaths();
                    var http = HttpSession.create(loop)) {
                for (int i = 0; i < 200; i++) {
                    http.get(other.url("/")).text().block(PATIENCE);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void partsComeAsTheServerSendsThem() throws Exception {
        var goOn = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send(CHUNKED + "3\r\nabc\r\n");
                    goOn.await();
                    peer.send("3\r\ndef\r\n0\r\n\r\n");
                    peer.awaitEnd();
                });

        var parts = session().get(server.url("/")).exchange((_, b) -> b.map(HttpStreamTest::text));

        StepVerifier.create(parts)
                .expectNext("abc")
                .then(goOn::countDown)
                .expectNext("def")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void connectionGoesOnAfterABodyReadToItsEnd() throws Exception {
        var server = echoingPaths();
        var http = session();

        for (int i = 0; i < 3; i++) {
            assertThat(http.get(server.url("/a")).exchange((_, b) -> b).blockLast(PATIENCE))
                    .asString()
                    .isEqualTo("/a");
        }
        assertThat(http.get(server.url("/b")).text().block(PATIENCE)).isEqualTo("/b");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void idleConnectionOfAStreamSeesItsEnd() throws Exception {
        var mayClose = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("hi");
                    mayClose.await();
                    peer.send("HTTP/1.1 408 Request Timeout\r\n\r\n");
                    peer.awaitEnd();
                });

        session().get(server.url("/")).exchange((_, b) -> b).blockLast(PATIENCE);
        mayClose.countDown();

        server.awaitOpen(open -> open == 0);
    }

    @Test
    void bodyNobodyReadsTakesItsConnectionWithIt() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    peer.awaitEnd();
                });

        var status = session().get(server.url("/")).exchange((head, _) -> Mono.just(head.status()));

        assertThat(status.blockLast(PATIENCE)).isEqualTo(200);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void answerWithoutBodyKeepsItsConnectionThoughNobodyReadsIt() throws Exception {
        var server =
                server(peer -> {
                    while (true) {
                        peer.readRequest();
                        peer.send("HTTP/1.1 204 No Content\r\n\r\n");
                    }
                });
        var http = session();

        for (int i = 0; i < 3; i++) {
            assertThat(
                            http.get(server.url("/"))
                                    .exchange((head, _) -> Mono.just(head.status()))
                                    .blockLast(PATIENCE))
                    .isEqualTo(204);
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void takingPartOfABodyClosesTheConnection() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send(CHUNKED + "3\r\nabc\r\n");
                    peer.awaitEnd();
                });

        var first =
                session()
                        .get(server.url("/"))
                        .exchange((_, b) -> b.take(1).map(HttpStreamTest::text));

        assertThat(first.blockLast(PATIENCE)).isEqualTo("abc");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void partsBeforeACutShortBodyComeFirst() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send(CHUNKED + "3\r\nabc\r\n");
                });

        var parts = session().get(server.url("/")).exchange((_, b) -> b.map(HttpStreamTest::text));

        StepVerifier.create(parts)
                .expectNext("abc")
                .expectErrorMatches(e ->
                        e instanceof HttpException http
                                && http.kind() == HttpException.Kind.BODY_CUT_SHORT)
                .verify(PATIENCE);
    }

    @Test
    void handlerThatThrowsClosesTheConnection() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    peer.awaitEnd();
                });

        var result =
                session()
                        .get(server.url("/"))
                        .<String>exchange((_, _) -> {
                            throw new IllegalStateException("mine");
                        });

        assertThatThrownBy(() -> result.blockLast(PATIENCE)).hasMessage("mine");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void bodyIsReadOnlyOnce() throws Exception {
        var server = echoingPaths();

        var result = session().get(server.url("/x")).exchange((_, b) -> b.thenMany(b));

        assertThatThrownBy(() -> result.blockLast(PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only once");
    }

    // --- bodies of requests -----------------------------------------------------------------

    private RawServer echoingBodies() throws Exception {
        return server(peer -> {
            while (true) {
                var request = peer.readRequest();
                boolean chunked = request.head().contains("chunked");
                peer.answer((chunked ? "chunked " : "") + request.body());
            }
        });
    }

    @Test
    void streamedRequestBodyIsChunked() throws Exception {
        var server = echoingBodies();
        var http = session();
        var parts = Flux.just("ab", "", "cd").map(HttpStreamTest::bytes);

        for (int i = 0; i < 2; i++) {
            assertThat(http.post(server.url("/")).body(parts).text().block(PATIENCE))
                    .isEqualTo("chunked abcd");
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void streamedRequestBodyOfKnownLengthIsNot() throws Exception {
        var server = echoingBodies();
        var parts = Flux.just("ab", "cd").map(HttpStreamTest::bytes);

        var request = session().put(server.url("/")).header("Content-Length", "4").body(parts);

        assertThat(request.text().block(PATIENCE)).isEqualTo("abcd");
    }

    @Test
    void requestBodyOfAnotherLengthThanAnnouncedIsAFailure() throws Exception {
        var server = echoingBodies();
        var parts = Flux.just("ab", "cd").map(HttpStreamTest::bytes);
        var http = session();

        for (String length : new String[] {"3", "5"}) {
            var request = http.put(server.url("/")).header("Content-Length", length).body(parts);

            assertThatThrownBy(() -> request.text().block(PATIENCE))
                    .isInstanceOf(HttpException.class)
                    .hasMessageContaining("its Content-Length of " + length);
        }
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void failedRequestBodyFailsTheRequest() throws Exception {
        var server = echoingBodies();
        var parts = Flux.just(bytes("ab")).concatWith(Mono.error(new IOException("disk")));

        assertThatThrownBy(() -> session().post(server.url("/")).body(parts).text().block(PATIENCE))
                .isInstanceOf(HttpException.class)
                .hasMessageContaining("disk")
                .hasRootCauseMessage("disk");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void serverThatDoesNotReadHoldsUpTheRequestBody() throws Exception {
        var produced = new AtomicLong();
        var mayRead = new CountDownLatch(1);
        long length = 64L << 20;
        int size = 64 << 10;
        var server =
                server(peer -> {
                    peer.readUntil("\r\n\r\n");
                    mayRead.await();
                    peer.awaitBytes(length);
                    peer.answer("thanks");
                });
        var parts =
                Flux.range(0, (int) (length / size))
                        .map(_ -> new byte[size])
                        .doOnNext(part -> produced.addAndGet(part.length));

        var answer =
                session()
                        .post(server.url("/"))
                        .header("Content-Length", Long.toString(length))
                        .body(parts)
                        .text()
                        .toFuture();
        awaitStandstill(produced);
        assertThat(produced.get()).isLessThan(length / 2);
        mayRead.countDown();

        assertThat(answer.get()).isEqualTo("thanks");
    }

    @Test
    void answerBeforeTheEndOfTheRequestBodyEndsTheConnection() throws Exception {
        var server =
                server(peer -> {
                    peer.readUntil("\r\n\r\n");
                    peer.answer("enough");
                    peer.awaitEnd();
                });

        var answer =
                session().post(server.url("/")).body(Flux.<byte[]>never()).text().block(PATIENCE);

        assertThat(answer).isEqualTo("enough");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void textAndBytesHaveALength() throws Exception {
        var server = echoingBodies();
        var http = session();

        assertThat(http.post(server.url("/")).body("ab").text().block(PATIENCE)).isEqualTo("ab");
        assertThat(http.post(server.url("/")).body(new byte[] {'c'}).text().block(PATIENCE))
                .isEqualTo("c");
        assertThat(http.post(server.url("/")).text().block(PATIENCE)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
