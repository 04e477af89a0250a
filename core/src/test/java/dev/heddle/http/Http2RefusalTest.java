package dev.heddle.http;

import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that end streams of HTTP/2 before their time, frame by frame (RFC 9113, 6). */
class Http2RefusalTest extends HttpTest {
    private static final int PREFACE_BYTES = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;
    private static final int NO_ERROR = 0;

    /** The field line ":status: 200" of HPACK's static table. */
    private static final byte STATUS_200 = (byte) 0x88;

    private final AtomicInteger requests = new AtomicInteger();

    /** What the server does with the n-th request, from 1. */
    interface Answer {
        void give(RawServer.Peer peer, int stream, int n) throws IOException;
    }

    private RawServer speaking(Answer answer) throws Exception {
        return server(peer -> {
            peer.read(PREFACE_BYTES);
            frame(peer, SETTINGS, 0, 0);
            while (true) {
                var header = ByteBuffer.wrap(peer.read(9));
                int length = header.getInt() >>> 8;
                int type = header.get(3);
                int stream = header.getInt(5);
                peer.read(length);
                if (type == HEADERS) {
                    answer.give(peer, stream, requests.incrementAndGet());
                }
            }
        });
    }

    private static void frame(RawServer.Peer peer, int type, int flags, int stream, byte... payload)
            throws IOException {
        peer.send(
                ByteBuffer.allocate(9 + payload.length)
                        .putShort((short) (payload.length >> 8))
                        .put((byte) payload.length)
                        .put((byte) type)
                        .put((byte) flags)
                        .putInt(stream)
                        .put(payload)
                        .array());
    }

    private static void ok(RawServer.Peer peer, int stream) throws IOException {
        int endOfStreamAndHeaders = 5;
        frame(peer, HEADERS, endOfStreamAndHeaders, stream, STATUS_200);
    }

    private static void reset(RawServer.Peer peer, int stream, int code) throws IOException {
        frame(peer, RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
    }

    private static void goAway(RawServer.Peer peer, int lastStream) throws IOException {
        frame(
                peer,
                GOAWAY,
                0,
                0,
                ByteBuffer.allocate(8).putInt(lastStream).putInt(NO_ERROR).array());
    }

    private HttpRequest request(RawServer server, String method) {
        var http = session(s -> s.http2(Http2.PRIOR_KNOWLEDGE));
        var request = http.request(method, server.url("/"));
        return method.equals("GET") ? request : request.body("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aRefusedStreamWasNotLookedAtAndIsSentAgain(String method) throws Exception {
        var server =
                speaking((peer, stream, n) -> {
                    if (n == 1) {
                        reset(peer, stream, REFUSED_STREAM);
                    } else {
                        ok(peer, stream);
                    }
                });

        assertThat(request(server, method).send().block(PATIENCE).status()).isEqualTo(200);
        assertThat(server.accepted()).as("connections").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aStreamAfterTheLastOneOfAGoAwayIsSentAgainOnAnotherConnection(String method)
            throws Exception {
        var server =
                speaking((peer, stream, n) -> {
                    if (n == 1) {
                        goAway(peer, 0);
                    } else {
                        ok(peer, stream);
                    }
                });

        assertThat(request(server, method).send().block(PATIENCE).status()).isEqualTo(200);
        assertThat(server.accepted()).as("connections").isEqualTo(2);
    }

    @Test
    void whatAGoAwayLeavesIsAnsweredBeforeTheConnectionEnds() throws Exception {
        var server =
                speaking((peer, stream, _) -> {
                    goAway(peer, stream);
                    ok(peer, stream);
                });
        var request = request(server, "GET");

        assertThat(request.send().block(PATIENCE).status()).isEqualTo(200);
        assertThat(request.send().block(PATIENCE).status()).isEqualTo(200);
        assertThat(server.accepted()).as("connections").isEqualTo(2);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void anotherResetIsAFailureThatSaysWhy() throws Exception {
        var server = speaking((peer, stream, _) -> reset(peer, stream, INTERNAL_ERROR));

        assertThatThrownBy(() -> request(server, "GET").send().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DISCONNECTED))
                .hasMessageContaining("INTERNAL_ERROR");
        assertThat(requests).hasValue(1);
    }

    @Test
    void aServerThatSpeaksNoHttp2IsSaidToSpeakNone() throws Exception {
        var server = echoingPaths();

        assertThatThrownBy(() -> request(server, "GET").send().block(PATIENCE))
                .isInstanceOf(HttpException.class);
    }

    @Test
    void whoWaitsWhenTheServerBreaksTheRulesGetsAnotherConnection() throws Exception {
        var server =
                speaking((peer, stream, n) -> {
                    if (n == 1) {
                        frame(peer, DATA, 0, 0, (byte) 'x');
                    } else {
                        ok(peer, stream);
                    }
                });
        var http = session(s -> s.http2(Http2.PRIOR_KNOWLEDGE).maxConnectionsPerHost(1));
        var status =
                http.post(server.url("/"))
                        .send()
                        .map(HttpResponse::status)
                        .onErrorReturn(HttpException.class, 0);

        assertThat(onLoop(() -> gather(List.of(status, status)))).containsExactly(0, 200);
    }

    @Test
    void aServerThatRefusesEveryStreamIsNotAskedForEver() throws Exception {
        var server = speaking((peer, stream, _) -> reset(peer, stream, REFUSED_STREAM));
        var request = request(server, "GET").timeout(Duration.ofSeconds(10));

        assertThatThrownBy(() -> request.send().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DISCONNECTED))
                .hasMessageContaining("REFUSED_STREAM");
        assertThat(requests.get()).isLessThan(10);
    }
}
