package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers answer, well and badly. */
class WireAnswersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    // --- answers that leave the connection open ---------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK,
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n" + OK,
                "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + OK,
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok",
            })
    void wholeAnswersKeepTheConnection(String answer) throws Exception {
        try (var server = WireServer.answering(answer);
                var run = run("GET", server)) {
            assertThat(run.inTurn(0, 0, 0)).isEqualTo("ok, ok, ok");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void headsMayBeAsLongAsTheSessionReadsThem() throws Exception {
        String policy = "Policy: " + "x".repeat(4_000) + "\r\n";
        String answer = OK.replace("\r\n\r\n", "\r\n" + policy.repeat(15) + "\r\n");
        try (var server = WireServer.answering(answer);
                var run = run("GET", server)) {
            assertThat(run.inTurn(0, 0)).isEqualTo("ok, ok");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void bytesMayComeOneByOne() throws Exception {
        try (var server =
                        WireServer.start(peer -> {
                            while (true) {
                                peer.readRequest();
                                for (int i = 0; i < OK.length(); i++) {
                                    peer.send(OK.substring(i, i + 1));
                                }
                            }
                        });
                var run = run("GET", server)) {
            assertThat(run.inTurn(0, 0)).isEqualTo("ok, ok");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void plainAnswersMayFollowOthersOnOneConnection() throws Exception {
        var count = new AtomicInteger();
        try (var server =
                        WireServer.start(peer -> {
                            while (true) {
                                peer.readRequest();
                                boolean plain = count.getAndIncrement() % 2 == 0;
                                peer.send(plain ? OK : "HTTP/1.1 204 No Content\r\n\r\n");
                            }
                        });
                var run = run("GET", server)) {
            assertThat(run.inTurn(0, 0, 0, 0)).isEqualTo("ok, ok, ok, ok");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void bodiesMayBeLongerThanTheBuffer() throws Exception {
        String body = "x".repeat(1_000_000);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (var server = WireServer.answering(head + body);
                var run = run("GET", server)) {
            assertThat(run.inTurn(0, 0)).isEqualTo("ok, ok");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerToHeadHasNoBody() throws Exception {
        try (var server = WireServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
                var run = run("HEAD", server)) {
            assertThat(run.inTurn(0, 0)).isEqualTo("ok, ok");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void aStatusFromFourHundredOnFailsAndKeepsTheConnection() throws Exception {
        try (var server =
                        WireServer.answering(
                                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy");
                var run = run("GET", server)) {
            String failure =
                    "status 503: GET "
                            + server.url("/")
                            + " was answered with 503 Service Unavailable";
            assertThat(run.inTurn(0, 0)).isEqualTo(failure + ", " + failure);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    // --- answers that do not ----------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nConnection: Close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                OK + "what nobody asked for",
                OK + OK,
                "HTTP/1.1 204 No Content\r\n\r\n" + OK,
                "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.",
            })
    void theNextRequestHasAConnectionOfItsOwn(String answer) throws Exception {
        try (var server = WireServer.answering(answer);
                var run = run("GET", server)) {
            assertThat(run.inTurn(0, 0)).isEqualTo("ok, ok");
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerMayEndWithTheConnection() throws Exception {
        try (var server =
                        WireServer.start(peer -> {
                            peer.readRequest();
                            peer.send("HTTP/1.1 200 OK\r\n\r\nall there is");
                        });
                var run = run("GET", server)) {
            assertThat(run.inTurn(0, 0)).isEqualTo("ok, ok");
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerBeforeTheEndOfTheRequestEndsTheConnection() throws Exception {
        var over = new CountDownLatch(1);
        try (var server =
                        WireServer.start(peer -> {
                            peer.readHead();
                            peer.send(OK);
                            // What is left of the body stays unread.
                            over.await();
                        });
                var run =
                        new WireRun(
                                2,
                                WireRun.LONG,
                                LoadRequest.of("POST", server.url("/"))
                                        .body("x".repeat(20_000_000)))) {
            assertThat(run.inTurn(0, 0)).isEqualTo("ok, ok");
            assertThat(server.accepted()).isEqualTo(2);
        } finally {
            over.countDown();
        }
    }

    // --- connections that end ---------------------------------------------------------------

    @Test
    void aConnectionThatTheServerClosesWhileIdleIsReplaced() throws Exception {
        try (var server =
                        WireServer.start(peer -> {
                            peer.readRequest();
                            peer.send(OK);
                        });
                var run = run("POST", server)) {
            assertThat(run.inTurn(0)).isEqualTo("ok");
            server.awaitOpen(open -> open == 0);
            run.onLoop(() -> true);
            assertThat(run.inTurn(0)).isEqualTo("ok");
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void aRequestThatMeetsTheEndOfAUsedConnectionIsSentAgain() throws Exception {
        try (var server = closingAtTheSecond(WireServer.Peer::reset);
                var run = run("GET", server)) {
            assertThat(run.inTurn(0, 0)).isEqualTo("ok, ok");
            assertThat(server.requestLines()).hasSize(3);
        }
    }

    @Test
    void oneThatMustNotBeRepeatedFails() throws Exception {
        try (var server = closingAtTheSecond(peer -> peer.connection().close());
                var run = run("POST", server)) {
            assertThat(run.inTurn(0, 0))
                    .isEqualTo(
                            "ok, disconnected: no answer to POST "
                                    + server.url("/")
                                    + ": the server closed the connection");
            assertThat(server.requestLines()).hasSize(2);
        }
    }

    @Test
    void noAnswerOnANewConnectionIsAFailure() throws Exception {
        try (var server = WireServer.start(WireServer.Peer::readRequest);
                var run = run("GET", server)) {
            assertThat(run.inTurn(0))
                    .isEqualTo(
                            "disconnected: no answer to GET "
                                    + server.url("/")
                                    + ": the server closed the connection");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf",
            })
    void aBodyThatEndsTooSoonIsAFailure(String answer) throws Exception {
        try (var server =
                        WireServer.start(peer -> {
                            peer.readRequest();
                            peer.send(answer);
                        });
                var run = run("GET", server)) {
            assertThat(run.inTurn(0))
                    .isEqualTo(
                            "body-cut-short: the answer to GET "
                                    + server.url("/")
                                    + " was cut short: the server closed the connection");
        }
    }

    // --- what is not HTTP -------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2p1\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
            })
    void whatIsNotHttpIsAFailure(String answer) throws Exception {
        try (var server = WireServer.answering(answer);
                var run = run("GET", server)) {
            assertThat(run.inTurn(0)).startsWith("protocol: the answer to GET " + server.url("/"));
            server.awaitOpen(open -> open == 0);
        }
    }

    private static WireServer closingAtTheSecond(WireServer.Script close) throws Exception {
        return WireServer.start(peer -> {
            peer.readRequest();
            peer.send(OK);
            peer.readRequest();
            close.serve(peer);
        });
    }

    private static WireRun run(String method, WireServer server) throws Exception {
        return new WireRun(1, WireRun.LONG, LoadRequest.of(method, server.url("/")));
    }
}
