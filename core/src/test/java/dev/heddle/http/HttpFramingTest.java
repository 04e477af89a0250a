package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an answer ends, and whether its connection can go on. */
@SuppressWarnings("StringConcatToTextBlock") // HTTP ends its lines otherwise
class HttpFramingTest extends HttpTest {
    private static final String NEXT = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext";

    /** Two requests: the first is answered as said, the second with "next" if asked. */
    private RawServer answering(String first) throws Exception {
        return server(peer -> {
            boolean again = peer.readRequest().path().equals("/again");
            peer.send(again ? NEXT : first);
            if (!first.contains("keep")) {
                return;
            }
            peer.readRequest();
            peer.send(NEXT);
            peer.awaitEnd();
        });
    }

    private static String body(HttpSession http, String url) {
        return http.get(url).text().block(PATIENCE);
    }

    @Test
    void chunkedBodyIsPutTogetherAndItsConnectionGoesOn() throws Exception {
        var server =
                answering(
                        "HTTP/1.1 200 OK\r\nX: keep\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n");
        var http = session();

        assertThat(body(http, server.url("/"))).isEqualTo("abcde");
        assertThat(body(http, server.url("/again"))).isEqualTo("next");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void bodyWithoutLengthEndsWithItsConnection() throws Exception {
        var server = answering("HTTP/1.1 200 OK\r\n\r\nall there is");
        var http = session();

        assertThat(body(http, server.url("/"))).isEqualTo("all there is");
        assertThat(body(http, server.url("/again"))).isEqualTo("next");
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void connectionCloseIsHonoured() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send(
                            "HTTP/1.1 200 OK\r\nConnection: close\r\n"
                                    + "Content-Length: 2\r\n\r\nhi");
                    peer.awaitEnd();
                });

        assertThat(body(session(), server.url("/"))).isEqualTo("hi");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void requestThatAsksToCloseIsHonoured() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("hi");
                    peer.awaitEnd();
                });

        session().get(server.url("/")).header("Connection", "close").send().block(PATIENCE);

        server.awaitOpen(open -> open == 0);
    }

    @Test
    void http10WithoutKeepAliveIsClosed() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                    peer.awaitEnd();
                });

        assertThat(body(session(), server.url("/"))).isEqualTo("hi");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void headHasNoBodyWhateverItsLengthSays() throws Exception {
        var server = answering("HTTP/1.1 200 OK\r\nX: keep\r\nContent-Length: 100000\r\n\r\n");
        var http = session(s -> s.maxBodyBytes(10));

        assertThat(http.head(server.url("/")).bytes().block(PATIENCE)).isEmpty();
        assertThat(body(http, server.url("/again"))).isEqualTo("next");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void noContentAndNotModifiedHaveNoBody() throws Exception {
        for (String status : new String[] {"204 No Content", "304 Not Modified"}) {
            var server = answering("HTTP/1.1 " + status + "\r\nX: keep\r\n\r\n");
            var http = session();

            assertThat(body(http, server.url("/"))).isEmpty();
            assertThat(body(http, server.url("/again"))).isEqualTo("next");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void interimAnswersArePassedOver() throws Exception {
        var server =
                answering(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nX: keep\r\nContent-Length: 2\r\n\r\nhi");
        var http = session();

        assertThat(body(http, server.url("/"))).isEqualTo("hi");
        assertThat(body(http, server.url("/again"))).isEqualTo("next");
    }

    @Test
    void switchingProtocolsUnaskedIsAFailure() throws Exception {
        var server =
                answering(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n"
                                + "Connection: upgrade\r\n\r\n");

        assertKind(Kind.PROTOCOL, session(), server.url("/"));
    }

    @Test
    void bytesBehindAnAnswerDoNotAnswerTheNextRequest() throws Exception {
        var server =
                server(peer -> {
                    if (peer.readRequest().path().equals("/first")) {
                        peer.send(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
                                        + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                        peer.awaitEnd();
                    }
                    peer.answer("fine");
                });
        var http = session(s -> s.maxConnectionsPerHost(1));

        var first = http.get(server.url("/first")).text();
        var second = http.get(server.url("/second")).text();

        assertThat(first.zipWith(second).block(PATIENCE).getT2()).isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 OK\r\nX: y\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 4",
                "\r\n",
                "H",
            })
    void halfAHeadBehindAnAnswerDoesNotAnswerTheNextRequest(String half) throws Exception {
        var server =
                server(peer -> {
                    if (peer.readRequest().path().equals("/first")) {
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi" + half);
                        peer.readRequest();
                        peer.send("\r\nContent-Length: 4\r\n\r\nevil");
                    }
                    peer.answer("fine");
                });
        var http = session(s -> s.maxConnectionsPerHost(1));

        var first = http.get(server.url("/first")).text();
        var second = http.get(server.url("/second")).text();

        assertThat(first.zipWith(second).block(PATIENCE).getT2()).isEqualTo("fine");
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void halfAHeadOnAnIdleConnectionClosesIt() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("hi");
                    peer.send("HTTP/1.1 200 OK\r\nX: y\r\n");
                    peer.awaitEnd();
                });

        assertThat(body(session(), server.url("/"))).isEqualTo("hi");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void bytesOnAnIdleConnectionCloseIt() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("hi");
                    peer.send("HTTP/1.1 408 Request Timeout\r\n\r\n");
                    peer.awaitEnd();
                });

        assertThat(body(session(), server.url("/"))).isEqualTo("hi");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void bodyShorterThanItsLengthIsAFailure() throws Exception {
        var server = answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");

        assertKind(Kind.BODY_CUT_SHORT, session(), server.url("/"));
    }

    @Test
    void chunkedBodyWithoutItsEndIsAFailure() throws Exception {
        var server = answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");

        assertKind(Kind.BODY_CUT_SHORT, session(), server.url("/"));
    }

    @Test
    void resetInTheBodyIsAFailureWithItsCause() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    peer.reset();
                });

        assertKind(Kind.BODY_CUT_SHORT, session(), server.url("/"));
    }

    @Test
    void closingWithoutAnAnswerIsAFailure() throws Exception {
        var server = server(RawServer.Peer::readRequest);

        assertKind(Kind.DISCONNECTED, session(), server.url("/"));
    }

    @Test
    void garbageIsAFailure() throws Exception {
        var server = answering("SSH-2.0-OpenSSH_9.9\r\n\r\n");

        assertKind(Kind.PROTOCOL, session(), server.url("/"));
    }

    @Test
    void headersWithoutEndAreAFailure() throws Exception {
        var server = answering("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");

        assertKind(Kind.PROTOCOL, session(), server.url("/"));
    }

    @Test
    void bodyLongerThanTheLimitIsAFailureThatNamesIt() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("x".repeat(11));
                    peer.awaitEnd();
                });
        var http = session(s -> s.maxBodyBytes(10));

        assertThatThrownBy(() -> http.get(server.url("/")).bytes().block(PATIENCE))
                .isInstanceOf(HttpException.class)
                .hasMessageContaining("longer than 10 bytes")
                .hasMessageContaining("maxBodyBytes");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void largeBodyComesWhole() throws Exception {
        byte[] large = new byte[5_000_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + large.length + "\r\n\r\n");
                    peer.send(large);
                });

        assertThat(session().get(server.url("/")).bytes().block(PATIENCE)).isEqualTo(large);
    }

    @Test
    void requestAfterTheServerClosedIdleConnectionsWorks() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("hi");
                });
        var http = session();

        for (int i = 0; i < 3; i++) {
            assertThat(body(http, server.url("/"))).isEqualTo("hi");
            server.awaitOpen(open -> open == 0);
            // What the loop runs after this, it runs after having seen the end of the connection.
            letLoopSeeIo();
        }
        assertThat(server.accepted()).isEqualTo(3);
    }

    /** Another connection's round trip: its events come after those that were there before. */
    private void letLoopSeeIo() throws Exception {
        assertThat(body(session(), echoingPaths().url("/x"))).isEqualTo("/x");
    }

    static void assertKind(Kind kind, HttpSession http, String url) {
        assertThatThrownBy(() -> http.get(url).bytes().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageNotContaining("null")
                .hasMessageContaining("127.0.0.1");
    }
}
