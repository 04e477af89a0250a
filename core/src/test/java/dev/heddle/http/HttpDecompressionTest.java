package dev.heddle.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in content codings: asked for, decoded, refused. */
class HttpDecompressionTest extends HttpTest {
    private static final byte[] BODY = Encodings.body(100_000);

    // --- asking -----------------------------------------------------------------------------

    @Test
    void requestsAcceptWhatCanBeDecoded() throws Exception {
        assertThat(headOf(s -> s, r -> r)).contains("accept-encoding: gzip, deflate, br, zstd\r\n");
    }

    @Test
    void whatARequestAcceptsItselfIsAllThatIsSent() throws Exception {
        assertThat(headOf(s -> s, r -> r.header("Accept-Encoding", "br;q=1")))
                .contains("accept-encoding: br;q=1\r\n")
                .doesNotContain("gzip");
    }

    @Test
    void whatASessionAcceptsItselfIsAllThatIsSent() throws Exception {
        assertThat(headOf(s -> s.header("Accept-Encoding", "identity"), r -> r))
                .contains("accept-encoding: identity\r\n")
                .doesNotContain("gzip");
    }

    @Test
    void nothingIsAskedForWithoutDecompression() throws Exception {
        assertThat(headOf(s -> s.decompress(false), r -> r)).doesNotContain("accept-encoding");
    }

    @Test
    void aPartOfABodyIsAskedForAsItIs() throws Exception {
        assertThat(headOf(s -> s, r -> r.header("Range", "bytes=2-")))
                .doesNotContain("accept-encoding");
        assertThat(
                        headOf(
                                s -> s.header("Accept-Encoding", "identity"),
                                r -> r.header("Range", "bytes=2-")))
                .contains("accept-encoding: identity\r\n");
    }

    private String headOf(
            UnaryOperator<HttpSessionBuilder> settings, UnaryOperator<HttpRequest> request)
            throws Exception {
        var head = new AtomicReference<String>();
        var server =
                server(peer -> {
                    head.set(peer.readRequest().head());
                    peer.answer("hi");
                });
        request.apply(session(settings).get(server.url("/"))).send().block(PATIENCE);
        return head.get().toLowerCase(Locale.ROOT);
    }

    // --- decoding ---------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "x-gzip",
                "GZip",
                "deflate",
                "br",
                "zstd",
                "identity",
                "gzip, br",
                "zstd, deflate, gzip",
                "gzip, gzip, gzip, gzip, gzip",
            })
    void keptAndStreamedBodiesAreDecoded(String codings) throws Exception {
        var server = encoding(codings, Encodings.encode(codings, BODY));

        assertThat(kept(server)).isEqualTo(BODY);
        assertThat(streamed(session(), server)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, br"})
    void bodyThatComesByteByByteIsDecoded(String codings) throws Exception {
        byte[] body = Encodings.body(500);

        assertThat(kept(inChunksOfOne(codings, Encodings.encode(codings, body)))).isEqualTo(body);
    }

    @Test
    void deflateWithoutItsFrameIsDecoded() throws Exception {
        byte[] body = Encodings.body(500);
        byte[] raw = Encodings.deflate(body, true);

        assertThat(kept(encoding("deflate", raw))).isEqualTo(body);
        assertThat(kept(inChunksOfOne("deflate", raw))).isEqualTo(body);
    }

    @Test
    void membersOfGzipFollowEachOther() throws Exception {
        byte[] two = Encodings.join(gzip("one, "), gzip("two"));

        assertThat(new String(kept(encoding("gzip", two)), UTF_8)).isEqualTo("one, two");
        assertThat(new String(kept(inChunksOfOne("gzip", two)), UTF_8)).isEqualTo("one, two");
    }

    @Test
    void framesOfZstdFollowEachOther() throws Exception {
        byte[] frame = Encodings.encode("zstd", "one".getBytes(UTF_8));

        assertThat(new String(kept(encoding("zstd", Encodings.join(frame, frame))), UTF_8))
                .isEqualTo("oneone");
    }

    @Test
    void fieldsOfGzipsHeaderAreSkipped() throws Exception {
        byte[] gzip = Encodings.gzipWithAllFields(BODY);

        assertThat(kept(encoding("gzip", gzip))).isEqualTo(BODY);
        assertThat(kept(inChunksOfOne("gzip", Encodings.gzipWithAllFields(new byte[] {1}))))
                .containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void emptyBodyInACodingIsDecodedToNothing(String coding) throws Exception {
        assertThat(kept(encoding(coding, Encodings.encode(coding, new byte[0])))).isEmpty();
    }

    @Test
    void listMayComeInSeveralHeaders() throws Exception {
        byte[] encoded = Encodings.encode("gzip, br", BODY);
        var server = answering("Content-Encoding: gzip\r\nContent-Encoding: br", encoded);

        assertThat(kept(server)).isEqualTo(BODY);
    }

    @Test
    void headersTellNothingOfTheBodyAsItWasSent() throws Exception {
        var server = encoding("gzip", Encodings.gzip(BODY));

        var answer = session().get(server.url("/")).send().block(PATIENCE);
        var head =
                session()
                        .get(server.url("/"))
                        .exchange((h, body) -> body.thenMany(reactor.core.publisher.Mono.just(h)))
                        .blockLast(PATIENCE);

        assertThat(answer.headers().names()).containsExactly("X");
        assertThat(head.headers().names()).containsExactly("X");
    }

    @Test
    void decodedAnswerLeavesItsConnectionToTheNext() throws Exception {
        var server = encoding("gzip", Encodings.gzip(BODY));
        var http = session();

        for (int i = 0; i < 3; i++) {
            assertThat(http.get(server.url("/")).bytes().block(PATIENCE)).isEqualTo(BODY);
            assertThat(streamed(http, server)).isEqualTo(BODY);
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    // --- leaving alone ----------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"compress", "gzip, compress", "", "gzip, gzip, gzip, gzip, gzip, gzip"})
    void unknownCodingIsLeftAsItCame(String codings) throws Exception {
        byte[] body = gzip("text");
        var server = encoding(codings, body);

        var answer = session().get(server.url("/")).send().block(PATIENCE);

        assertThat(answer.bytes()).isEqualTo(body);
        assertThat(answer.headers().get("Content-Encoding")).isEqualTo(codings);
        assertThat(answer.headers().getInt("Content-Length")).isEqualTo(body.length);
    }

    @Test
    void whoAcceptsItselfGetsTheBodyAsItCame() throws Exception {
        byte[] gzip = Encodings.gzip(BODY);
        var server = encoding("gzip", gzip);

        var own = session().get(server.url("/")).header("Accept-Encoding", "gzip");
        var part = session().get(server.url("/")).header("Range", "bytes=0-");
        var shared = session(s -> s.header("Accept-Encoding", "gzip")).get(server.url("/"));
        var off = session(s -> s.decompress(false)).get(server.url("/"));

        for (var request : new HttpRequest[] {own, part, shared, off}) {
            assertThat(request.bytes().block(PATIENCE)).isEqualTo(gzip);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "204 No Content",
                "304 Not Modified",
                "200 OK\r\nContent-Length: 0",
                "200 OK\r\nTransfer-Encoding: chunked",
            })
    void answerWithoutABodyHasNothingToDecode(String status) throws Exception {
        String end = status.contains("chunked") ? "0\r\n\r\n" : "";
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 " + status + "\r\nContent-Encoding: gzip\r\n\r\n" + end);
                    peer.readRequest();
                    peer.answer("next");
                });
        var http = session();

        assertThat(http.get(server.url("/")).bytes().block(PATIENCE)).isEmpty();
        assertThat(http.get(server.url("/")).text().block(PATIENCE)).isEqualTo("next");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void headersOfAHeadRequestAreLeftAsTheyCame() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send(
                            """
                            HTTP/1.1 200 OK\r
                            Content-Encoding: gzip\r
                            Content-Length: 99\r
                            \r
                            """);
                });

        var answer = session().head(server.url("/")).send().block(PATIENCE);

        assertThat(answer.headers().get("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.headers().get("Content-Length")).isEqualTo("99");
    }

    // --- refusing ---------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, br", "br, gzip"})
    void bodyWhoseCodingIsCutShortIsAFailure(String codings) throws Exception {
        byte[] whole = Encodings.encode(codings, Encodings.body(300));

        for (int length = 1; length < whole.length; length += 7) {
            assertRefused(Kind.BODY_CUT_SHORT, codings, Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, PROTOCOL", "deflate, PROTOCOL", "br, PROTOCOL", "zstd, PROTOCOL"})
    void whatFollowsTheEndIsAFailure(String coding, Kind kind) throws Exception {
        byte[] whole = Encodings.encode(coding, BODY);

        assertRefused(kind, coding, Encodings.join(whole, "garbage".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void whatIsNoSuchCodingIsAFailure(String coding) throws Exception {
        // The first byte begins none of them.
        assertRefused(Kind.PROTOCOL, coding, "\u0011<html>no coding</html>".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -5})
    void gzipWithAnotherChecksumOrLengthIsAFailure(int at) throws Exception {
        byte[] gzip = gzip("text");
        gzip[gzip.length + at] ^= 1;

        assertRefused(Kind.PROTOCOL, "gzip", gzip);
    }

    /** Kept and streamed: the failure names what it is about, and its connection is not reused. */
    private void assertRefused(Kind kind, String codings, byte[] encoded) throws Exception {
        try (var server = RawServer.start(script("Content-Encoding: " + codings, encoded));
                var http = HttpSession.create(loop)) {
            assertThatThrownBy(() -> http.get(server.url("/")).bytes().block(PATIENCE))
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                    .hasMessageContaining("the body from http://127.0.0.1")
                    .hasMessageNotContaining("null");
            assertThatThrownBy(() -> streamed(http, server))
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.kind()).isEqualTo(kind));
            server.awaitOpen(open -> open == 0);
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    // --- servers ----------------------------------------------------------------------------

    private RawServer encoding(String codings, byte[] body) throws Exception {
        return answering("Content-Encoding: " + codings, body);
    }

    private RawServer answering(String headers, byte[] body) throws Exception {
        return server(script(headers, body));
    }

    private static RawServer.Script script(String headers, byte[] body) {
        return peer -> {
            while (true) {
                peer.readRequest();
                peer.send(
                        "HTTP/1.1 200 OK\r\nX: y\r\n"
                                + headers
                                + "\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n");
                peer.send(body);
            }
        };
    }

    private RawServer inChunksOfOne(String codings, byte[] body) throws Exception {
        return server(peer -> {
            peer.readRequest();
            peer.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: "
                            + codings
                            + "\r\n\r\n");
            var chunks = new ByteArrayOutputStream();
            for (byte b : body) {
                chunks.writeBytes(new byte[] {'1', '\r', '\n', b, '\r', '\n'});
            }
            peer.send(chunks.toByteArray()).send("0\r\n\r\n");
            peer.awaitEnd();
        });
    }

    private byte[] kept(RawServer server) {
        return session().get(server.url("/")).bytes().block(PATIENCE);
    }

    private static byte[] streamed(HttpSession http, RawServer server) {
        return http.get(server.url("/"))
                .exchange((_, body) -> body)
                .reduceWith(
                        ByteArrayOutputStream::new,
                        (all, part) -> {
                            all.writeBytes(part);
                            return all;
                        })
                .block(PATIENCE)
                .toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        return Encodings.gzip(text.getBytes(UTF_8));
    }
}
